import type { EngineBadge } from '../engine-badge.ts';
import { KNOWN_DIFFERENCES } from '#runtime/differences.ts';
import { hostName } from '../sentences.ts';
import type { PartProps } from './part.ts';

const CHOICES: readonly { pin: EngineBadge['pin']; label: string; note: string }[] = [
  {
    pin: null,
    label: 'Choose for me',
    note: 'WebContainer when it is ready, the built-in runtime until then.',
  },
  { pin: 'embedded', label: 'Built-in runtime', note: 'In this page, offline, no request to anybody.' },
  { pin: 'webcontainer', label: 'WebContainer', note: 'Node itself in the browser, from stackblitz.com.' },
];

const MARKS: Record<EngineBadge['tone'], string> = { resting: '○', busy: '◐', ready: '●', trouble: '▲' };

/** What the runtime does otherwise than Node in a terminal. */
function Differences({ engine }: { engine: keyof typeof KNOWN_DIFFERENCES }) {
  return (
    <details class="wb-differences">
      <summary>How it differs from Node in a terminal</summary>
      <ul>
        {KNOWN_DIFFERENCES[engine].map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </details>
  );
}

/** The badge: which runtime, its state, why; opens to a choice. */
export function EngineMenu({ model, actions }: PartProps) {
  const badge = model.engine.value;
  const name = `wb-engine-${model.face.lab}-${model.face.id}`;
  return (
    <details class="wb-engine" data-tone={badge.tone} data-state={badge.state}>
      <summary>
        <span class="wb-engine-mark" aria-hidden="true">
          {MARKS[badge.tone]}
        </span>
        <span class="wb-engine-name">
          <span class="wb-sr">Runtime: </span>
          {badge.name}
        </span>
        <span class="wb-engine-detail">{badge.detail ?? hostName(model.host.value)}</span>
      </summary>
      <div class="wb-popover">
        <p>{badge.why}</p>
        {badge.offer !== null && (
          <button type="button" class="wb-button" onClick={() => actions?.changeEngine()}>
            {badge.offer.label}
          </button>
        )}
        {/* As in MoreMenu: nobody can choose before the lab is touched. */}
        {actions && <Differences engine={badge.engine} />}
        {actions && (
          <fieldset>
            <legend>Run my code in</legend>
            {CHOICES.map(({ pin, label, note }) => (
              <label key={label}>
                <input
                  type="radio"
                  name={name}
                  checked={badge.pin === pin}
                  onChange={() => actions?.pinEngine(pin)}
                />
                <span>
                  {label}
                  <small>{note}</small>
                </span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </details>
  );
}
