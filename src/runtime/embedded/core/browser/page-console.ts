/** The page's console: what it prints goes to the reader, errors and warnings to the second stream. */
import type { Untyped } from '../untyped.ts';

export interface ConsoleHost {
  write(stream: 'stdout' | 'stderr', text: string): void;
  format(...values: unknown[]): string;
  now(): number;
}

export function createPageConsole({ write, format, now }: ConsoleHost): Untyped {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = '';

  function print(stream: 'stdout' | 'stderr', values: unknown[]): void {
    write(stream, `${indent}${format(...values).replaceAll('\n', `\n${indent}`)}\n`);
  }
  const out = (...values: unknown[]): void => print('stdout', values);
  const err = (...values: unknown[]): void => print('stderr', values);
  const open = (...values: unknown[]): void => {
    if (values.length > 0) out(...values);
    indent += '  ';
  };
  const elapsed = (label: string): string =>
    `${label}: ${(now() - (timers.get(label) ?? now())).toFixed(3)} ms`;

  return {
    log: out,
    info: out,
    debug: out,
    dir: (value: unknown) => out(value),
    table: out,
    trace: err,
    warn: err,
    error: err,
    assert(holds: unknown, ...values: unknown[]) {
      if (!holds) err('Assertion failed', ...values);
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void timers.set(label, now()),
    timeLog: (label = 'default', ...values: unknown[]) => out(elapsed(label), ...values),
    timeEnd(label = 'default') {
      out(elapsed(label));
      timers.delete(label);
    },
    group: open,
    groupCollapsed: open,
    groupEnd() {
      indent = indent.slice(2);
    },
    clear() {},
  };
}
