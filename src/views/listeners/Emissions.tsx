/** The newest events that were emitted, each with its calls in their order; one that nobody hears falls. */
import type { Call, Emission } from './listeners-state.ts';
import type { NowProps } from './Slots.tsx';

const MARKS: Readonly<Record<Call['status'], string>> = {
  running: '… runs',
  returned: '✓',
  waits: '✓ promise',
  failed: '✕',
};

export function Emissions({ state, event }: NowProps) {
  const { emissions, emitted } = state;
  if (emissions.length === 0) return <p class="ls-none">Nothing has been emitted yet.</p>;
  const earlier = emitted - emissions.length;
  const now = event !== undefined && 'emission' in event ? event.emission : undefined;
  return (
    <div class="ls-events">
      {earlier > 0 && <p>{earlier.toLocaleString('en')} earlier ones are not drawn.</p>}
      <ol>
        {emissions.map((one) => (
          <Row key={one.emission} one={one} isNow={one.emission === now} />
        ))}
      </ol>
    </div>
  );
}

function Row({ one, isNow }: { one: Emission; isNow: boolean }) {
  const { calls, ended } = one;
  return (
    <li data-now={isNow} data-bad={ended?.bad === true}>
      <p>
        <b>{one.event}</b> {one.value !== '' && <code>{one.value}</code>}
      </p>
      <ul>
        {calls.map((call, index) => (
          <li key={index} class="ls-call" data-status={call.status}>
            <code>{call.name}</code> {call.gone && <b>✕ had left</b>} <span>{MARKS[call.status]}</span>
            {call.error !== '' && <span> {call.error}</span>}
          </li>
        ))}
        {ended !== null && calls.length === 0 && <li class="ls-unheard">↓ nobody was called</li>}
        {ended !== null && ended.outcome !== '' && (
          <li class="ls-outcome">{ended.bad ? `✕ emitting threw: ${ended.outcome}` : ended.outcome}</li>
        )}
      </ul>
    </li>
  );
}
