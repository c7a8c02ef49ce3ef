import { PLAYER_KEYS } from '#views/player/keys.ts';
import { KEYS, keysText, type Keys } from '../keys.ts';
import { singleKeysSwitch } from '../single-keys.ts';
import { isApple } from '../surroundings.ts';
import type { PanelProps } from './panel.ts';
import { PanelFrame } from './PanelFrame.tsx';

interface Group {
  title: string;
  rows: readonly { what: string; keys: readonly Keys[] }[];
}

const GROUPS: readonly Group[] = [
  {
    title: 'Anywhere in the lab',
    rows: [
      { what: 'Run', keys: [KEYS.run] },
      { what: 'Check', keys: [KEYS.check] },
      { what: 'All commands', keys: [KEYS.commands, KEYS.commandsToo] },
      { what: 'These keys (not while you type)', keys: [KEYS.shortcuts] },
    ],
  },
  {
    title: 'In the editor',
    rows: [
      { what: 'Leave the full editor', keys: [['Escape'], ['Tab']] },
      { what: 'Let Tab indent in the plain editor, and back', keys: [['Ctrl', 'M']] },
      { what: 'Undo', keys: [['Mod', 'Z']] },
    ],
  },
  {
    title: 'Elsewhere',
    rows: [
      { what: 'Move between files, on a file’s tab', keys: [['←'], ['→']] },
      { what: 'Size a pane, on the line beside it', keys: [['←'], ['→'], ['↑'], ['↓']] },
      { what: 'Close a menu or what lies over the page', keys: [['Escape']] },
    ],
  },
];

export function Panel({ model, close }: PanelProps) {
  const groups = model.face.view === null ? GROUPS : [...GROUPS, PLAYER_KEYS];
  return (
    <PanelFrame title="Keys" close={close} isText>
      {groups.map(({ title, rows }) => (
        <section key={title} class="wb-keys">
          <h3>{title}</h3>
          <dl>
            {rows.map(({ what, keys }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {keys.map((one) => (
                    <kbd key={one.join()}>{keysText(one, isApple())}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p ref={(place) => place?.replaceChildren(singleKeysSwitch())} />
      <p class="wb-aside">Firefox keeps Ctrl+Shift+P for itself; F1 works there, too.</p>
    </PanelFrame>
  );
}
