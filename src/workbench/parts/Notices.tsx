import type { PartProps } from './part.ts';

export function Notices({ model, actions }: PartProps) {
  const notices = model.notices.value;
  return (
    <div class="wb-notices" role="status">
      {notices.map(({ topic, text, action }) => (
        <p class="wb-notice" key={topic} data-topic={topic}>
          <span>{text}</span>
          {action && (
            <button type="button" class="wb-link" onClick={action.act}>
              {action.label}
            </button>
          )}
          <button
            type="button"
            class="wb-close"
            aria-label="Close this message"
            onClick={() => actions?.dismiss(topic)}
          >
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
