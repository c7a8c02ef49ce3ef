/** The reports of the test suites, as the verification page prints them. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { arrangeLoop, loopReport, type LoopVerification } from './loop-report.ts';

const FOLDER = new URL('../../../content/verification/', import.meta.url);

const cell = z.object({
  id: z.string().regex(/^[\w-]+\/[\w-]+$/),
  title: z.string(),
  verdict: z.enum(['agrees', 'declared divergence', 'FAIL', 'not run']),
  reason: z.string().optional(),
  link: z.url().optional(),
});
const conformance = z.object({
  date: z.iso.date(),
  engines: z.array(z.object({ engine: z.string(), version: z.string(), scenarios: z.array(cell) })),
});

export type Cell = z.infer<typeof cell>;

/** One broker of the matrix. */
export interface Engine {
  id: string;
  name: string;
  /** Empty if it was not reached. */
  version: string;
}

/** The scenarios of one kind of broker, and what each engine made of them. */
export interface Family {
  id: string;
  name: string;
  engines: readonly Engine[];
  rows: readonly { id: string; title: string; cells: readonly (Cell | undefined)[] }[];
}

export interface Conformance {
  date: string;
  engines: readonly Engine[];
  families: readonly Family[];
}

const ENGINES: Readonly<Record<string, string>> = {
  sim: 'Our simulator',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
  nats: 'NATS',
  mqtt: 'Mosquitto',
  kafka: 'Kafka',
};

const FAMILIES: Readonly<Record<string, string>> = {
  'redis-pub-sub': 'Publish–subscribe (Redis)',
  'nats-core': 'Publish–subscribe (core NATS)',
  queue: 'Queues (AMQP 0-9-1)',
  'stream-groups': 'Streams with groups (Redis Streams)',
  log: 'Partitioned log (Kafka)',
  jetstream: 'JetStream',
  mqtt: 'MQTT',
};

/** What `npm run conformance -- --save` found; undefined if it was never saved. Throws if the file is damaged. */
export function readConformance(): Conformance | undefined {
  const report = read('conformance.json', conformance);
  return report && arrange(report);
}

/** What `npm run differential -- --save` found; undefined if it was never saved. Throws if the file is damaged. */
export function readLoopVerification(): LoopVerification | undefined {
  const report = read('event-loop.json', loopReport);
  return report && arrangeLoop(report);
}

/** Exported for tests: the report as a matrix for each family. */
export function arrange({ date, engines: columns }: z.infer<typeof conformance>): Conformance {
  const engines = columns.map(({ engine, version }) => ({
    id: engine,
    name: ENGINES[engine] ?? engine,
    version,
  }));
  const byFamily = Map.groupBy(
    columns.flatMap(({ engine, scenarios }) => scenarios.map((one) => ({ engine, ...one }))),
    ({ id }) => id.split('/')[0] ?? '',
  );
  const families = [...byFamily].map(([id, cells]) => {
    const present = engines.filter((engine) => cells.some((one) => one.engine === engine.id));
    const rows = [...Map.groupBy(cells, (one) => one.id)].map(([scenario, of]) => ({
      id: scenario,
      title: of[0]?.title ?? scenario,
      cells: present.map((engine) => of.find((one) => one.engine === engine.id)),
    }));
    return { id, name: FAMILIES[id] ?? id, engines: present, rows };
  });
  const order = Object.keys(FAMILIES);
  return { date, engines, families: families.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) };
}

const ABBREVIATIONS = ['AMQP', 'MQTT', 'NATS', 'HTTP', 'JSON', 'QoS'];

const COMMAND = /(\bDUP\b|\$SYS|\b[A-Z][A-Z_-]{3,}\b)/;

/** A sentence in parts; the names of commands and flags, which engines write in capitals, are code. */
export function inParts(sentence: string): { text: string; isCode: boolean }[] {
  return sentence
    .split(COMMAND)
    .filter((text) => text !== '')
    .map((text) => ({ text, isCode: COMMAND.exec(text)?.[0] === text && !ABBREVIATIONS.includes(text) }));
}

/** The engine with the version that was reached. The simulator has the rules of several. */
export function versionOf({ id, name, version }: Engine): string {
  if (id === 'sim') return name;
  return version === '' ? `${name} (not reached)` : `${name} ${version}`;
}

/** How many cells of an engine have each verdict, as words: `41 agree, 2 differ as declared`. */
export function countCells(cells: readonly (Cell | undefined)[]): string {
  const words: Readonly<Record<Cell['verdict'], string>> = {
    agrees: 'agree',
    'declared divergence': 'differ, as declared',
    FAIL: 'failed',
    'not run': 'not run',
  };
  return Object.entries(words)
    .map(([verdict, word]) => [cells.filter((one) => one?.verdict === verdict).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`)
    .join(', ');
}

function read<T>(name: string, schema: z.ZodType<T>): T | undefined {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) return undefined;
  const result = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new Error(
    `content/verification/${name} is not as it must be; write it anew.\n${z.prettifyError(result.error)}`,
  );
}
