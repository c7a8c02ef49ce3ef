/** Numbers of a run as a reader says them, and what has changed between two runs, in a sentence. Pure. */
import type { Numbers } from './measure.ts';
import type { Ran } from './run.ts';
import type { DialId, Extra, Settings, System } from './system.ts';

/** `1 is`, `12 are`. */
const counted = (count: number): string => `${whole(count)} ${count === 1 ? 'is' : 'are'}`;
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** `340 ms`, `2.4 s`; `–` where nothing was done. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 1000 ? `${whole(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export interface Row {
  label: string;
  value: (ran: Ran) => string;
}

/** The rows of the table of numbers. */
export function rowsOf({ effect, extras }: System): Row[] {
  const rows: Row[] = [
    { label: 'Published', value: ({ numbers }) => whole(numbers.published) },
    { label: `${capital(effect)} a second`, value: ({ numbers }) => numbers.throughput.toFixed(1) },
    { label: `Half are ${effect} within`, value: ({ numbers }) => duration(numbers.p50) },
    { label: `95 % are ${effect} within`, value: ({ numbers }) => duration(numbers.p95) },
    {
      label: 'Under way at the end (at most)',
      value: ({ numbers }) => `${whole(numbers.backlog)} (${whole(numbers.most)})`,
    },
    { label: 'Lost', value: ({ numbers }) => whole(numbers.lost) },
    { label: `${capital(effect)} more than once`, value: ({ numbers }) => whole(numbers.twice) },
  ];
  const own = extras.map((extra, at) => ({
    label: extra.label,
    value: (ran: Ran) => extraText(extra, ran.extras[at]),
  }));
  return [...rows, ...own];
}

const extraText = ({ isTime = false }: Extra, value = 0): string => (isTime ? duration(value) : whole(value));

/** `8 payments a second`. */
export const dialText = (system: System, id: DialId, value: number): string =>
  `${value.toLocaleString('en')} ${system.dials[id].unit}`;

const DIALS: readonly DialId[] = ['load', 'latency', 'failure', 'replicas'];

/** What was changed, and what came of it. */
export function compare(system: System, before: Ran | null, now: Ran): string {
  if (before === null) return summary(system, now);
  const causes = changesOf(system, before.settings, now.settings);
  const effects = effectsOf(system, before, now);
  const cause = causes.length === 0 ? 'The same settings' : causes.join(', ');
  if (effects.length === 0) return `${cause}: every number stays as it was, or nearly so.`;
  return `${cause}: ${effects.join('; ')}.`;
}

function changesOf(system: System, before: Settings, now: Settings): string[] {
  const changes = DIALS.filter((id) => before[id] !== now[id]).map(
    (id) => `${system.dials[id].label} ${before[id].toLocaleString('en')} → ${now[id].toLocaleString('en')}`,
  );
  if (before.design !== now.design) {
    const chosen = system.design.options.find(({ id }) => id === now.design);
    changes.push(`${system.design.label}: ${chosen?.label ?? now.design}`);
  }
  if (before.seed !== now.seed) changes.push(`Other chance (seed ${now.seed})`);
  return changes;
}

function effectsOf({ effect, extras }: System, before: Ran, now: Ran): string[] {
  const said: string[] = [];
  const [was, is] = [before.numbers, now.numbers];
  if (was.p95 !== null && is.p95 !== null && differs(was.p95, is.p95, 20)) {
    const verb = is.p95 > was.p95 ? 'rises' : 'falls';
    said.push(
      `the time within which 95 % are ${effect} ${verb} from ${duration(was.p95)} to ${duration(is.p95)}`,
    );
  }
  if (differs(was.backlog, is.backlog, 3)) {
    said.push(`${counted(is.backlog)} under way at the end, before it was ${whole(was.backlog)}`);
  }
  if (differs(was.throughput, is.throughput, 0.3)) {
    said.push(
      `${is.throughput.toFixed(1)} a second are ${effect}, before it was ${was.throughput.toFixed(1)}`,
    );
  }
  if (was.lost !== is.lost) said.push(`${counted(is.lost)} lost, before it was ${whole(was.lost)}`);
  if (was.twice !== is.twice) said.push(`${counted(is.twice)} repeated, before it was ${whole(was.twice)}`);
  for (const [at, extra] of extras.entries()) {
    const [had, has] = [before.extras[at], now.extras[at]].map((value) => extraText(extra, value));
    if (had !== has) said.push(`${extra.label.toLowerCase()}: ${has}, before it was ${had}`);
  }
  return said;
}

/** More than a tenth, and more than what one would call noise. */
const differs = (was: number, is: number, noise: number): boolean =>
  Math.abs(is - was) > Math.max(noise, Math.abs(was) / 10);

/** A run for those who cannot make one: its settings, how long an event took, and what went wrong. */
export function worthSaying(system: System, { settings, numbers, extras }: Ran): string {
  const { replicas, failure, design } = settings;
  const chosen = system.design.options.findIndex(({ id }) => id === design);
  const given = [
    dialText(system, 'load', settings.load),
    `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`,
    ...(failure > 0 ? [dialText(system, 'failure', failure)] : []),
    ...(chosen > 0 ? [`“${system.design.options[chosen]!.label}”`] : []),
  ];
  const found = system.extras.flatMap((extra, at) =>
    extras[at]! > 0 ? [`; ${extra.label.toLowerCase()}: ${extraText(extra, extras[at])}`] : [],
  );
  const time = `95 % ${system.effect} within ${duration(numbers.p95)}`;
  return `${given.join(', ')}: ${time}${troubles(numbers)}${found.join('')}.`;
}

/** The main numbers of one run. */
function summary({ effect }: System, { numbers }: Ran): string {
  const { p95, backlog } = numbers;
  return `95 % are ${effect} within ${duration(p95)}; ${counted(backlog)} under way at the end${troubles(numbers)}.`;
}

function troubles({ lost, twice }: Numbers): string {
  const parts = [
    ...(lost > 0 ? [`${whole(lost)} lost`] : []),
    ...(twice > 0 ? [`${whole(twice)} repeated`] : []),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
