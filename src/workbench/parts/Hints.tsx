import type { PartProps } from './part.ts';

/** One hint at a time, from a question to the key line. */
export function Hints({ model, actions }: PartProps) {
  const hints = model.data.value?.hints ?? null;
  const shown = model.hintsShown.value;
  if (hints?.length === 0) return null;
  const isMore = hints === null || shown < hints.length;
  return (
    <div class="wb-hints">
      {hints?.slice(0, shown).map((html, index) => (
        <div class="wb-hint" key={html}>
          <p class="wb-tag">
            Hint {index + 1} of {hints.length}
          </p>
          <div dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
      {isMore && (
        <button type="button" class="wb-link" data-action="hint" onClick={() => actions?.nextHint()}>
          {shown === 0 ? 'Show a hint' : 'Show the next hint'}
        </button>
      )}
    </div>
  );
}
