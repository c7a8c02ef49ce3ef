import type { Shown } from '../model.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { partId, type PartProps } from './part.ts';
import { moveBetweenTabs } from './tabs.ts';

const SHOWN: readonly { shown: Shown; label: string }[] = [
  { shown: 'mine', label: 'Mine' },
  { shown: 'starter', label: 'Starter' },
  { shown: 'solution', label: 'Solution' },
];

/** File tabs, whose code is shown, and the ways into the editor. */
export function FileBar({ model, actions }: PartProps) {
  const paths = Object.keys(model.files.value);
  return (
    <div class="wb-filebar">
      <div class="wb-tabs" role="tablist" aria-label="Files" onKeyDown={moveBetweenTabs}>
        {paths.map((path) => {
          const isActive = path === model.active.value;
          return (
            <button
              key={path}
              type="button"
              role="tab"
              id={partId(model, `tab-${path}`)}
              aria-selected={isActive}
              aria-controls={partId(model, 'code')}
              tabIndex={isActive ? 0 : -1}
              onClick={() => actions?.open(path)}
            >
              {path}
            </button>
          );
        })}
      </div>
      <div class="wb-filebar-end">
        <button type="button" class="wb-small" data-action="edit" onClick={() => actions?.edit()}>
          Edit
        </button>
        <button
          type="button"
          class="wb-small"
          aria-haspopup="dialog"
          aria-keyshortcuts="F1"
          onClick={() => actions?.showPanel('commands')}
        >
          Commands
        </button>
        <MoreMenu model={model} actions={actions} />
      </div>
      {model.data.value && model.shown.value !== 'mine' && <CompareBar model={model} actions={actions} />}
    </div>
  );
}

function CompareBar({ model, actions }: PartProps) {
  const shown = model.shown.value;
  return (
    <div class="wb-compare" role="group" aria-label="Whose code is shown">
      {SHOWN.map((choice) => (
        <button
          key={choice.shown}
          type="button"
          aria-pressed={choice.shown === shown}
          onClick={() => actions?.compare(choice.shown)}
        >
          {choice.label}
        </button>
      ))}
      <button type="button" class="wb-link" onClick={() => actions?.showPanel('compare')}>
        What differs
      </button>
      <button type="button" class="wb-link" onClick={() => actions?.adopt(shown)}>
        Continue with this
      </button>
    </div>
  );
}
