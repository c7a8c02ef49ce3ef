import { expect, test } from 'vitest';
import { arrangeLoop } from '#components/verification/loop-report.ts';
import {
  arrange,
  countCells,
  inParts,
  readConformance,
  readLoopVerification,
} from '#components/verification/reports.ts';

const cell = (
  id: string,
  verdict: 'agrees' | 'FAIL' | 'not run' | 'declared divergence',
  reason?: string,
) => ({
  id,
  title: `what ${id} says`,
  verdict,
  ...(reason === undefined ? {} : { reason }),
});

const report = {
  date: '2026-11-27',
  engines: [
    { engine: 'sim', version: '7.0', scenarios: [cell('queue/a', 'agrees'), cell('mqtt/b', 'agrees')] },
    { engine: 'rabbitmq', version: '3.10', scenarios: [cell('queue/a', 'FAIL', 'it was lost')] },
    { engine: 'mqtt', version: '', scenarios: [cell('mqtt/b', 'not run', 'nothing listens')] },
  ],
};

test('each kind of broker has the engines that were asked about it, and no others', () => {
  const { families } = arrange(report);
  expect(families.map(({ id, engines }) => [id, engines.map(({ name }) => name)])).toEqual([
    ['queue', ['Our simulator', 'RabbitMQ']],
    ['mqtt', ['Our simulator', 'Mosquitto']],
  ]);
  expect(families[0]?.rows[0]?.cells.map((one) => one?.verdict)).toEqual(['agrees', 'FAIL']);
});

test('a failure, a declared difference and what did not run are counted for themselves, never as agreement', () => {
  const cells = (['agrees', 'FAIL', 'declared divergence', 'not run', 'agrees'] as const).map((verdict) =>
    cell('queue/a', verdict),
  );
  expect(countCells([...cells, undefined])).toBe('2 agree, 1 differ, as declared, 1 failed, 1 not run');
});

test('names of commands are code, abbreviations are words', () => {
  const code = inParts('With NOACK nothing is pending over AMQP, nor DUP or $SYS over MQTT').filter(
    ({ isCode }) => isCode,
  );
  expect(code.map(({ text }) => text)).toEqual(['NOACK', 'DUP', '$SYS']);
});

test('the report in the tree can be read, and nothing in it has failed', () => {
  const cells = readConformance()?.families.flatMap(({ rows }) => rows.flatMap((row) => row.cells)) ?? [];
  expect(cells.length).toBeGreaterThan(100);
  expect(cells.filter((one) => one?.verdict === 'FAIL')).toEqual([]);
  const families = readConformance()?.families ?? [];
  expect(
    families.filter(({ id, name, engines }) => [name, ...engines.map((one) => one.name)].includes(id)),
  ).toEqual([]);
});

const loop = {
  date: '2026-11-27',
  rows: [
    {
      set: 'generated' as const,
      host: 'node-cjs' as const,
      truth: 'Node 24.21.0',
      subject: 'embedded runtime in firefox/153.8.0',
      programs: 40,
      equal: 36,
      races: 2,
      mismatches: 1,
      declared: { x: 1 },
      mismatched: ['seed 7'],
    },
    {
      set: 'puzzles' as const,
      host: 'node-cjs' as const,
      truth: 'Node 24.21.0',
      subject: 'embedded runtime in MiniBrowser 2.50.6',
      programs: 9,
      equal: 9,
      races: 0,
      mismatches: 0,
      declared: {},
      mismatched: [],
    },
  ],
  declared: [
    { id: 'x', why: 'Because.' },
    { id: 'y', why: 'Never seen.' },
  ],
  races: [],
  racesFound: [{ undecided: 4, found: 3 }],
};

test('comparisons of the event loop are summed by what became of them, and a mismatch keeps its name', () => {
  const { totals, hosts, declared, undecided } = arrangeLoop(loop);
  expect(totals).toEqual({ count: 49, equal: 45, races: 2, declared: 1, mismatches: 1 });
  expect(undecided).toEqual({ programs: 4, found: 3 });
  expect(declared).toEqual([{ why: 'Because.', times: 1 }]);
  expect(hosts.map(({ name }) => name)).toEqual(['Node, CommonJS']);
  expect(hosts[0]?.rows.map(({ subject, mismatched }) => [subject, mismatched])).toEqual([
    ['built-in runtime in Firefox 153.8.0', ['seed 7']],
    ['built-in runtime in WebKitGTK 2.50.6', []],
  ]);
});

test('the report of the event loop in the tree can be read, and each of its programs is accounted for', () => {
  const { hosts } = readLoopVerification()!;
  expect(hosts).toHaveLength(3);
  const unaccounted = hosts
    .flatMap(({ rows }) => rows)
    .filter((row) => row.equal + row.races + row.declared + row.mismatches !== row.count);
  expect(unaccounted).toEqual([]);
});
