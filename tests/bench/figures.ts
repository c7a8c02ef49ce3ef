/** Figures, what they are compared with, and the table of both. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Which way is good. */
  better: 'less' | 'more';
  /**
   * Milliseconds that the fixed loop took in the same Chromium, throughout the same run: a time is compared in
   * multiples of it. Absent from what no processor changes: bytes, counts, frames a second.
   */
  loopMs?: number;
  /** What the figure should be, where somebody has said so: at most or at least this, as `better` says. */
  goal?: number;
}

/** By the figure’s name. */
export type Baseline = Readonly<Record<string, Pick<Figure, 'value' | 'unit' | 'loopMs'>>>;

/** How many times worse than the baseline a figure may be before it is marked. */
const TOLERANCE = 1.5;

const FILE = fileURLToPath(new URL('baseline.json', import.meta.url));

export function readBaseline(): Baseline {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Baseline) : {};
}

export function saveBaseline(figures: readonly Figure[]): void {
  const kept = figures.map(({ name, value, unit, loopMs }) => [
    name,
    { value: round(value), unit, ...(loopMs === undefined ? {} : { loopMs: round(loopMs) }) },
  ]);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

const round = (value: number): number => Number(value.toPrecision(4));

/** How many times worse than the baseline: 1 is as good, 2 half as good. Undefined if the baseline lacks the figure. */
export function timesWorse(figure: Figure, baseline: Baseline): number | undefined {
  const before = baseline[figure.name];
  if (!before) return undefined;
  const now = figure.value / (figure.loopMs ?? 1);
  const then = before.value / (before.loopMs ?? 1);
  if (now === then) return 1;
  return figure.better === 'less' ? now / then : then / now;
}

function misses({ value, better, goal }: Figure): boolean {
  return goal !== undefined && (better === 'less' ? value > goal : value < goal);
}

/** One line for a figure: its name, value, ratio to the baseline, and a mark where it is too bad. */
export function line(figure: Figure, baseline: Baseline): string {
  const { name, value, unit, better, goal } = figure;
  const ratio = timesWorse(figure, baseline);
  const marks = [
    ratio === undefined && 'not in the baseline',
    ratio !== undefined && ratio > TOLERANCE && `WORSE than ${TOLERANCE}×`,
    misses(figure) && `MISSES its goal of ${better === 'less' ? 'at most' : 'at least'} ${goal} ${unit}`,
  ].filter(Boolean);
  const shown = value < 10 && !Number.isInteger(value) ? value.toFixed(2) : value.toFixed(0);
  const times = ratio === undefined ? '–' : `${ratio.toFixed(2)}×`;
  return `  ${name.padEnd(58)} ${shown.padStart(8)} ${unit.padEnd(12)} ${times.padStart(6)}  ${marks.join('; ')}`.trimEnd();
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
