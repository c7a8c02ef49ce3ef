import type { Actions } from '../model.ts';
import type { PartProps } from './part.ts';

interface Item {
  label: string;
  note?: string;
  /** Only in labs with a view, or only where there are checks. */
  of?: 'view' | 'checks';
  act: (actions: Actions) => void;
}

const ITEMS: readonly Item[] = [
  { label: 'Share a link …', act: (actions) => actions.showPanel('share') },
  { label: 'Download as a Node project', of: 'checks', act: (actions) => actions.download() },
  {
    label: 'Open in StackBlitz',
    of: 'checks',
    note: 'Leaves this site: sends this code to stackblitz.com, in a new tab.',
    act: (actions) => actions.openInStackBlitz(),
  },
  {
    label: 'Save the trace',
    note: 'The record of the last run, as a file.',
    of: 'view',
    act: (actions) => actions.saveTrace(),
  },
  {
    label: 'Open a trace …',
    note: 'A file that was saved here. Nothing of it is run.',
    of: 'view',
    act: (actions) => actions.openTrace(),
  },
  { label: 'Compare …', act: (actions) => actions.showPanel('compare') },
  { label: 'History …', act: (actions) => actions.showPanel('history') },
  { label: 'Look at the starter', of: 'checks', act: (actions) => actions.compare('starter') },
  { label: 'Look at the solution', of: 'checks', act: (actions) => actions.compare('solution') },
  { label: 'Reset to the starter', act: (actions) => actions.reset() },
];

/** What is needed now and then. */
export function MoreMenu({ model, actions }: PartProps) {
  const { view, checkNames } = model.face;
  const has = { view: view !== null, checks: checkNames.length > 0 };
  const items = ITEMS.filter(({ of }) => of === undefined || has[of]);
  const choose = (event: Event, act: (actions: Actions) => void) => {
    const menu = (event.currentTarget as HTMLElement).closest('details');
    menu?.removeAttribute('open');
    // The item is hidden now; the focus must be somewhere.
    menu?.querySelector('summary')?.focus();
    if (actions) act(actions);
  };
  return (
    <details class="wb-more">
      <summary class="wb-small">More</summary>
      <div class="wb-popover">
        {/* A page full of labs need not carry the menu of each: it comes when the lab is touched. */}
        {actions &&
          items.map(({ label, note, act }) => (
            <button key={label} type="button" class="wb-item" onClick={(event) => choose(event, act)}>
              {label}
              {note && <small>{note}</small>}
            </button>
          ))}
      </div>
    </details>
  );
}
