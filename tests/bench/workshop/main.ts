/**
 * `npm run load`: how a workshop's server fares with a full room, and with more than that. Times are printed and judged
 * by whoever reads them, because they depend on what else the machine does; lost or disordered facts end it with 1.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runLoad, type LoadResult } from './load.ts';
import type { Held } from './watch-loop.ts';

const { values } = parseArgs({
  options: {
    attendees: { type: 'string', multiple: true, default: ['300', '1000'] },
    moves: { type: 'string', default: '100' },
  },
});

/** Milliseconds, by those who have waited longest. */
const GOAL_P95_MS = 100;
const EVERY_MS = 200;
const TYPES_EVERY_MS = 5_000;

const counted = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RangeError(`--${name} takes whole numbers from 1 up, and not “${text}”.`);
};
const machine = () => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`;

/** The value that a share of all does not exceed. */
function quantile(numbers: readonly number[], share: number): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0).toFixed(0)} ms`;
}

const spread = (numbers: readonly number[]): string =>
  `p50 ${quantile(numbers, 0.5)}, p95 ${quantile(numbers, 0.95)}, p99 ${quantile(numbers, 0.99)}, most ${quantile(numbers, 1)}`;

const late = ({ p95, most }: Held): string => `p95 ${p95.toFixed(0)} ms, most ${most.toFixed(0)} ms`;

function print({ fanOut, answers, joinedMs, cuts, faults, server, held }: LoadResult): void {
  console.log(`  joined and connected in ${(joinedMs / 1000).toFixed(1)} s`);
  console.log(
    `  a move to everybody (${fanOut.length}): ${spread(fanOut)}; the goal for 300 is p95 ${GOAL_P95_MS} ms`,
  );
  console.log(`  a command until its answer (${answers.length}): ${spread(answers)}`);
  console.log(
    `  the server: ${(server.share * 100).toFixed(0)} % of a processor, ${(server.memory / 1e6).toFixed(0)} MB`,
  );
  console.log(
    `  of that, the server was busy elsewhere: ${late(held.server)}; this script itself: ${late(held.attendees)}`,
  );
  console.log(`  ${cuts} connections were cut and resumed`);
  console.log(
    faults.length === 0
      ? '  nothing lost, nothing twice, all in order'
      : faults.map((fault) => `  FAULT: ${fault}`).join('\n'),
  );
}

const moves = counted('moves', values.moves);
for (const text of values.attendees) {
  const attendees = counted('attendees', text);
  console.log(
    `\n${attendees} attendees, ${moves} moves, ${((attendees / TYPES_EVERY_MS) * 1000).toFixed(0)} commands a second beside them; ${machine()}`,
  );
  const result = await runLoad({ attendees, moves, everyMs: EVERY_MS, typesEveryMs: TYPES_EVERY_MS });
  print(result);
  if (result.faults.length > 0) process.exitCode = 1;
}
console.log(`\nAt the end: ${machine()}.`);
