import { momentName } from '../sentences.ts';
import type { PartProps } from './part.ts';

/** What is needed now and then: reset, compare, earlier versions. */
export function MoreMenu({ model, actions }: PartProps) {
  const versions = model.versions.value;
  const closing = (act: () => void) => (event: Event) => {
    (event.currentTarget as HTMLElement).closest('details')?.removeAttribute('open');
    act();
  };
  return (
    <details class="wb-more">
      <summary class="wb-small">More</summary>
      <div class="wb-popover">
        <button type="button" class="wb-item" onClick={closing(() => actions?.reset())}>
          Reset to the starter
        </button>
        <button type="button" class="wb-item" onClick={closing(() => actions?.compare('starter'))}>
          Look at the starter
        </button>
        <button type="button" class="wb-item" onClick={closing(() => actions?.compare('solution'))}>
          Look at the solution
        </button>
        {versions.length > 0 && (
          <>
            <p class="wb-tag">Earlier versions</p>
            <ul>
              {versions.map((version) => (
                <li key={version.at}>
                  <button type="button" class="wb-item" onClick={closing(() => actions?.restore(version))}>
                    {momentName(version.at)}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}
