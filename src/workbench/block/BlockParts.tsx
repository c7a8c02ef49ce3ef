import type { ReadonlySignal } from '@preact/signals';
import { dismiss, type Model } from '../model.ts';
import { OutputPane } from '../parts/OutputPane.tsx';

interface BlockPartsProps {
  part: 'controls' | 'result';
  model: Model;
  /** How the last run compares with the book; empty if it does not. */
  said: ReadonlySignal<string>;
  isEdited: ReadonlySignal<boolean>;
  actions: { run(): void; stop(): void; edit(): void; reset(): void };
}

/** The two places of a block that live: its buttons in the caption, its output below the code. */
export function BlockParts(props: BlockPartsProps) {
  return props.part === 'controls' ? <Controls {...props} /> : <Result {...props} />;
}

/** Stop takes Run's place, so that the focus stays where it is. */
function Controls({ model, isEdited, actions }: BlockPartsProps) {
  const isBusy = model.bench.value.activity.kind !== 'idle';
  return (
    <>
      {isEdited.value && (
        <button type="button" class="code-button" onClick={actions.reset}>
          Reset
        </button>
      )}
      <button type="button" class="code-button" onClick={actions.edit}>
        Edit
      </button>
      <button
        type="button"
        class={isBusy ? 'code-button code-stop' : 'code-button code-run'}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={isBusy ? actions.stop : actions.run}
      >
        {isBusy ? 'Stop' : 'Run'}
      </button>
    </>
  );
}

function Result({ model, said, isEdited }: BlockPartsProps) {
  const { activity, ended } = model.bench.value;
  return (
    <>
      {model.wayOut.value !== '' && (
        <p class="code-note">
          <span class="code-edited">{isEdited.value ? 'Changed by you, kept in this browser. ' : ''}</span>
          <span class="code-wayout">{model.wayOut}</span>
        </p>
      )}
      <div class="code-notices" role="status">
        {model.notices.value.map(({ topic, text, action }) => (
          <p class="code-note" key={topic}>
            {text}{' '}
            {action && (
              <button type="button" class="code-link" onClick={action.act}>
                {action.label}
              </button>
            )}{' '}
            <button type="button" class="code-link" onClick={() => dismiss(model, topic)}>
              Close
            </button>
          </p>
        ))}
      </div>
      {(activity.kind !== 'idle' || ended !== null) && <OutputPane model={model} actions={null} />}
      {said.value !== '' && <p class="code-said">{said}</p>}
      <p class="code-announcer" role="status">
        {model.announcement}
      </p>
    </>
  );
}
