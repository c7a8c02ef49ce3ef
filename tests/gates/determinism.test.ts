import { describe, expect, test } from 'vitest';
import { lint } from './oxlint.ts';

const AMBIENT = [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'performance.now()',
  'crypto.randomUUID()',
  'crypto.getRandomValues(new Uint8Array(1))',
  'setTimeout(() => {}, 1)',
  'setInterval(() => {}, 1)',
  'setImmediate(() => {})',
  'queueMicrotask(() => {})',
  'globalThis.setTimeout(() => {}, 1)',
  'window.setTimeout(() => {}, 1)',
  'process.hrtime()',
  'process.nextTick(() => {})',
  'document.title',
  'fetch("/x")',
];

describe.each(['src/trace', 'src/sim', 'src/kit'])(
  '%s takes clock, randomness and the world as parameters',
  (folder) => {
    test.each(AMBIENT)('so %s is refused', async (code) => {
      const findings = await lint({
        [`${folder}/planted.ts`]: `export const planted = (): unknown => ${code};\n`,
      });
      const rules = findings.map((finding) => finding.rule);
      expect(rules.some((rule) => /no-restricted-(globals|properties)/.test(rule))).toBe(true);
    });

    test('and members, parameters and Math itself are not', async () => {
      const code = [
        'interface Clock { setTimeout(run: () => void): void; now(): number }',
        'export const later = (clock: Clock, random: () => number): number => {',
        '  clock.setTimeout(() => {});',
        '  return Math.floor(random() * clock.now());',
        '};',
        '',
      ].join('\n');
      expect(await lint({ [`${folder}/planted.ts`]: code })).toEqual([]);
    });
  },
);

test('elsewhere the clock may be read', async () => {
  expect(await lint({ 'src/runtime/planted.ts': 'export const now = (): number => Date.now();\n' })).toEqual(
    [],
  );
});
