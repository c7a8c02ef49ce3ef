import { useEffect, useState } from 'preact/hooks';
import { activityLine } from '../sentences.ts';
import { isApple } from '../surroundings.ts';
import type { PartProps } from './part.ts';
import { PlayMenu } from './PlayMenu.tsx';
import { canPredict } from '../view/views.ts';

/** Run, Check and Stop. Stop takes Run's place while a job is under way; the keys stay the same. */
export function Toolbar({ model, actions }: PartProps) {
  const { activity } = model.bench.value;
  const isBusy = activity.kind !== 'idle';
  const modifier = useModifier();
  return (
    <div class="wb-toolbar" role="group" aria-label="Run and check">
      {isBusy ? (
        <button key="run" type="button" class="wb-button wb-stop" onClick={() => actions?.stop()}>
          <span aria-hidden="true">■</span> Stop
        </button>
      ) : (
        <button
          key="run"
          type="button"
          class="wb-button wb-run"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => actions?.run()}
        >
          Run <kbd aria-hidden="true">{modifier}↵</kbd>
        </button>
      )}
      {model.face.checkNames.length > 0 && (
        <button
          type="button"
          class="wb-button"
          data-action="check"
          aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
          aria-disabled={isBusy}
          onClick={() => !isBusy && actions?.check()}
        >
          Check <kbd aria-hidden="true">{modifier}⇧↵</kbd>
        </button>
      )}
      {model.face.play.length > 0 && <PlayMenu model={model} actions={actions} />}
      {canPredict(model.face.view) && (
        <label class="wb-predict">
          <input
            type="checkbox"
            checked={model.predicts.value}
            onChange={(event) => actions?.predict(event.currentTarget.checked)}
          />
          Predict first
        </label>
      )}
      <span class="wb-activity" data-activity={activity.kind}>
        {activityLine(activity)}
      </span>
    </div>
  );
}

/** The page is built for everybody; which keyboard the reader has is known only here. */
function useModifier(): string {
  const [modifier, setModifier] = useState('Ctrl ');
  useEffect(() => {
    if (isApple()) setModifier('⌘');
  }, []);
  return modifier;
}
