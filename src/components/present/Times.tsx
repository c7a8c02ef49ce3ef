/** The clock against the plan. It rests until it is started, and outlives a reload of this window. */
import { useEffect, useState } from 'preact/hooks';
import type { SpeakerNote } from './speaker-note.ts';
import {
  behind,
  clockText,
  moveTo,
  newTimer,
  pause,
  planText,
  spentIn,
  spentInAll,
  start,
  type Timer,
} from './timer.ts';

interface Props {
  chapter: string;
  plan: readonly SpeakerNote[];
  section: string;
  /** Moves the slides to a section. */
  jump: (section: string) => void;
}

const TICK_MS = 1000;

export function Times({ chapter, plan, section, jump }: Props) {
  const key = `handbook:1:present-timer:${chapter}`;
  const [timer, setTimer] = useState<Timer>(() => kept(key) ?? newTimer(section));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticks = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticks);
  }, []);
  const change = (to: (timer: Timer, now: number) => Timer) => {
    const at = Date.now();
    setNow(at);
    setTimer((before) => to(before, at));
  };
  useEffect(() => change((before, at) => moveTo(before, section, at)), [section]);
  useEffect(() => keep(key, timer), [timer]);

  const here = plan.find((each) => each.section === section);
  const spent = spentIn(timer, section, now);
  const over = here ? spent - here.minutes * 60_000 : 0;
  const total = plan.reduce((sum, { minutes }) => sum + minutes, 0);
  const isRunning = timer.since !== null;
  return (
    <section class="sp-times" aria-labelledby="sp-times">
      <h2 id="sp-times">Time</h2>
      <div class="sp-clock" data-over={over > 0 ? '' : undefined}>
        <b>{clockText(spent)}</b>
        <span>{here ? `of ${here.minutes} min in this section` : 'in this part'}</span>
        {over > 0 && <span class="sp-over">{clockText(over)} over</span>}
      </div>
      {here && (
        <meter
          min={0}
          max={here.minutes}
          value={Math.min(spent / 60_000, here.minutes)}
          aria-label="Time of this section"
        />
      )}
      <p class="sp-total">
        {clockText(spentInAll(timer, now))} of {total} min in all, <b>{planText(behind(timer, plan, now))}</b>
      </p>
      <p class="sp-buttons">
        <button type="button" onClick={() => change(isRunning ? pause : start)}>
          {isRunning ? 'Pause' : 'Start the clock'}
        </button>{' '}
        <button type="button" onClick={() => setTimer(newTimer(section))}>
          Back to 0:00
        </button>
      </p>
      <ol class="sp-plan">
        {plan.map((each) => (
          <li key={each.section} aria-current={each.section === section ? 'step' : undefined}>
            <button type="button" onClick={() => jump(each.section)}>
              {each.title}
            </button>
            <span>
              {spentIn(timer, each.section, now) > 0 && `${clockText(spentIn(timer, each.section, now))} of `}
              {each.minutes} min
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function kept(key: string): Timer | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Timer | null;
  } catch {
    return null;
  }
}

function keep(key: string, timer: Timer): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(timer));
  } catch {
    // Storage is denied: the clock holds for this window.
  }
}
