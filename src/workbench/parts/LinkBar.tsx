import type { PartProps } from './part.ts';

/** Says that the code shown is somebody else's, for as long as it is. */
export function LinkBar({ model, actions }: PartProps) {
  if (model.linked.value === null) return null;
  const seed = model.first.value;
  return (
    <div class="wb-linkbar" role="group" aria-label="Code from a link">
      <p>
        <strong>Code from a link.</strong> It is not yours, and runs only when you press Run
        {seed !== null && `; the schedule with seed ${String(seed)} comes first then`}. Your own version is
        kept; checks on this code do not count as yours.
      </p>
      <p class="wb-linkbar-acts">
        <button type="button" class="wb-small" onClick={() => actions?.leaveLink()}>
          Back to mine
        </button>
        <button type="button" class="wb-small" onClick={() => actions?.showPanel('compare')}>
          What differs
        </button>
        <button type="button" class="wb-small" onClick={() => actions?.keepLinked()}>
          Keep it as mine
        </button>
      </p>
    </div>
  );
}
