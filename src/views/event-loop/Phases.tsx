/** Where the loop stands: Node's phases, or the browser's round of task, microtasks and rendering. */
import type { LoopHost, LoopPhase } from './loop-index.ts';
import type { Picture } from './picture.ts';
import { ms } from './words.ts';

const NODE: readonly LoopPhase[] = ['main', 'timers', 'pending', 'poll', 'check', 'close'];
const BROWSER: readonly LoopPhase[] = ['task', 'timers', 'rendering'];

const NAMES: Partial<Record<LoopPhase, string>> = {
  main: 'main program',
  pending: 'pending',
  close: 'close',
  task: 'task',
  timers: 'timers',
  rendering: 'render',
};

const DRAINING = { 'next-ticks': 'next ticks', microtasks: 'microtasks', rejections: 'rejections' } as const;

export function Phases({ host, base, picture }: { host: LoopHost; base: number; picture: Picture }) {
  const { phase, draining, sleepsUntil, exitCode } = picture;
  const known = host === 'browser' ? BROWSER : NODE;
  const phases =
    phase === null || known.includes(phase) || phase === 'idle' || phase === 'exit'
      ? known
      : [...known, phase];
  return (
    <div class="el-phases">
      <ol aria-label="Phases of the loop">
        {phases.map((one) => (
          <li key={one} aria-current={one === phase && exitCode === null ? 'step' : undefined}>
            {NAMES[one] ?? one}
          </li>
        ))}
      </ol>
      <span class="el-draining" data-tone={draining === 'next-ticks' ? 'tick' : 'micro'}>
        {exitCode !== null
          ? `ended, exit code ${exitCode}`
          : sleepsUntil !== null
            ? `asleep until ${ms(sleepsUntil - base)}`
            : draining
              ? `emptying: ${DRAINING[draining]}`
              : ''}
      </span>
    </div>
  );
}
