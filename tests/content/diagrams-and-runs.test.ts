/**
 * Where a chapter's diagram shows what a lab runs, its arrows are those of the lab's own trace: the solution is run, and
 * what it recorded is compared. What a trace cannot know is left out, and said beside the diagram.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeTrace } from '#trace/codec.ts';
import { TRACE_KINDS } from '#trace/trace-kinds.ts';
import { edgesOf, edgesOfDiagram, type Edge } from './source/diagram-edges.ts';

type Recorded = Readonly<Record<string, unknown>> & { type: string };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diagrams-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the solution of an exercise records when it is run in Node. */
async function record(lab: string, exercise: string): Promise<Recorded[]> {
  const file = join(folder, `${lab}-${exercise}.trace`);
  const dir = `labs/${lab}/exercises/${exercise}/solution`;
  await promisify(execFile)(process.execPath, [
    'src/cli/lab/main.ts',
    'run',
    `${lab}/${exercise}`,
    '--dir',
    dir,
    '--trace',
    file,
  ]);
  const { events } = decodeTrace(await readFile(file, 'utf8'), TRACE_KINDS);
  return events as unknown as Recorded[];
}

const lower = (text: string): string => text.toLowerCase();
const arrow = ({ from, to }: Pick<Edge, 'from' | 'to'>): string => `${lower(from)} → ${lower(to)}`;
const labelled = (edge: Edge): string => `${arrow(edge)}: ${edge.label}`;
const text = (value: unknown): string => String(value);
/** `OrderPlaced o-1` → `OrderPlaced`. */
const first = (value: unknown): string => text(value).split(' ')[0]!;
const upTo = <T>(list: readonly T[], last: (one: T) => boolean): T[] =>
  list.slice(0, list.findIndex(last) + 1);

describe('a diagram’s arrows', () => {
  test('are read from sequences, flows and states', () => {
    expect(edgesOf('sequenceDiagram\n  participant A as Tab 1\n  A->>B: go<br/>on\n  B-->>A: ok')).toEqual([
      { from: 'Tab 1', to: 'B', label: 'go on', dashed: false },
      { from: 'B', to: 'Tab 1', label: 'ok', dashed: true },
    ]);
    expect(
      edgesOf(
        'flowchart TB\n  a["One"]:::x -- "left, or<br/>right" --> b["Two"]\n  b --> a\n  a -. id .-> b',
      ).map(labelled),
    ).toEqual(['one → two: left, or right', 'two → one: ', 'one → two: id']);
    expect(edgesOf("stateDiagram-v2\n  W --> X: 'drain'").map(labelled)).toEqual(["w → x: 'drain'"]);
  });

  test('are missed where there is no such diagram', () => {
    expect(() => edgesOfDiagram('No such thing')).toThrow(
      'No chapter has a diagram with the title “No such thing”.',
    );
  });
});

describe('chapter 1', () => {
  const ofRun = async (run: string) =>
    (await record('checkout-two-ways', '01-tell-instead-of-ask')).filter((event) => event['run'] === run);

  test('“Checkout by requests” is the order that the lab’s checkout asks and is answered in', async () => {
    const events = (await ofRun('by calls')).filter(({ type }) => /^Request(?:Sent|Answered)$/.test(type));
    const own = upTo(events, (event) => event['to'] === 'customer');
    const seen = own.map((event) => ({
      way: arrow(event as unknown as Edge),
      // What is asked begins with the diagram's word; answers have words of their own.
      label: event.type === 'RequestSent' ? first(event['request']) : '',
    }));
    const drawn = edgesOfDiagram('Checkout by requests').map((edge) => ({
      way: arrow(edge),
      label: edge.dashed ? '' : edge.label,
    }));
    expect(seen).toEqual(drawn);
  });

  test('“Checkout by events” is the way of the events in the lab', async () => {
    const events = (await ofRun('by events')).filter(({ type }) => type === 'EventSent');
    const own = upTo(events, (event) => event['to'] === 'mail');
    const seen = own.map((event) => `${arrow(event as unknown as Edge)}: ${first(event['event'])}`);
    expect(seen).toEqual(edgesOfDiagram('Checkout by events').map(labelled));
  });
});

test('chapter 4, “A patient writer”: the solution waits from a false write() to the drain, and at no other time', async () => {
  const events = await record('backpressure', '02-write-and-drain');
  const seen = new Set<string>();
  let isWaiting = false;
  for (const { type, goOn } of events) {
    if (type === 'ItemWritten' && isWaiting) seen.add('waiting → waiting: a write');
    if (type === 'ItemWritten' && goOn === false) {
      seen.add('writing → waiting: write() is false');
      isWaiting = true;
    }
    if (type === 'BufferDrained') {
      seen.add("waiting → writing: 'drain'");
      isWaiting = false;
    }
  }
  const drawn = edgesOfDiagram('A patient writer').filter(({ from }) => from !== '[*]');
  expect([...seen].toSorted()).toEqual(drawn.map(labelled).toSorted());
});

describe('chapter 5', () => {
  test('“Three services and two queues”: each event goes by the exchange and the queue to its service', async () => {
    const seen = new Set<string>();
    for (const { type, queue, consumer, to } of await record('broker', '01-three-services')) {
      const service = text(queue).split('.')[1]!;
      if (type === 'MessageRouted') seen.add(`exchange → queue of ${service}`);
      if (type === 'MessageDelivered') seen.add(`queue of ${service} → ${text(consumer).split('-')[0]}`);
      // Who publishes is not in the trace; what comes into the exchange is.
      if (type === 'MessagePublished') seen.add(`${to === 'orders' ? 'order' : 'inventory'} → exchange`);
    }
    expect([...seen].toSorted()).toEqual(
      edgesOfDiagram('Three services and two queues').map(arrow).toSorted(),
    );
  });

  test('“A crash between work and acknowledgement”: the order comes again, and is acknowledged after its event', async () => {
    const own = (await record('broker', '02-crash-in-the-middle')).filter(({ message, queue, to }) =>
      message === 'e-1'
        ? queue === 'orders.inventory' || queue === undefined
        : to === 'stock' && message === 'e-1-stock',
    );
    const seen = own.flatMap(({ type, redelivered, message }) => {
      if (type === 'MessageDelivered')
        return [`broker → inventory: o-1${redelivered === true ? ', redelivered' : ''}`];
      if (type === 'MessagePublished' && message !== 'e-1') return ['inventory → broker: StockReserved'];
      return type === 'MessageAcknowledged' ? ['inventory → broker: ack o-1'] : [];
    });
    // The copy that is taken is a line of the program, which no broker sees.
    const drawn = edgesOfDiagram('A crash between work and acknowledgement').filter(
      ({ to }) => to !== 'Database',
    );
    expect(seen).toEqual(drawn.map(labelled));
  });
});

test('chapter 6, “Resuming a stream”: after a break the page names the last event that it has had', async () => {
  const drawn = edgesOfDiagram('Resuming a stream');
  const events = await record('live-updates', '01-resume');
  const ways = new Set(
    events.flatMap((event) =>
      event.type === 'RequestSent' || event.type === 'EventSent' || event.type === 'LineOpened'
        ? [arrow(event as unknown as Edge)]
        : [],
    ),
  );
  expect([...ways].toSorted()).toEqual([...new Set(drawn.map(arrow))].toSorted());
  const named = (label: string) => /Last-Event-ID: (\S+)/.exec(label)?.[1];
  const asked = (told: readonly { request?: string; event?: string | undefined }[]) => {
    let last: string | undefined;
    return told.flatMap(({ request, event }) => {
      last = event ?? last;
      return request === undefined ? [] : [{ named: named(request), had: last }];
    });
  };
  const inDiagram = asked(
    drawn.map(({ label }) =>
      label.startsWith('GET') ? { request: label } : { event: /^id (\d+)/.exec(label)?.[1] },
    ),
  );
  const inRun = asked(
    events
      .filter(({ type }) => type === 'RequestSent' || type === 'EventHandled')
      .map(({ type, request, event }) =>
        type === 'RequestSent' ? { request: text(request) } : { event: text(event) },
      ),
  );
  expect(inDiagram).toEqual([
    { named: undefined, had: undefined },
    { named: '2', had: '2' },
  ]);
  expect(inRun.length).toBeGreaterThan(2);
  expect(inRun.filter((one) => one.named !== one.had)).toEqual([]);
});

test('chapter 7, “Two tabs, one version”: who reads, who wins, and what the other one decides then', async () => {
  const seen = (await record('event-sourcing', '03-expected-version')).slice(1, -1).flatMap((event) => {
    const { type, version, state, actual, expected } = event;
    if (type === 'StateLoaded') return ['read', `version ${text(version)}: ${text(state)} points`];
    const name = text(event['event'] ?? (event['events'] as string[])[0]);
    if (type === 'AppendRejected') return [`${name}, expects ${text(expected)}`, 'conflict'];
    return [`${name}, expects ${Number(version) - 1}`, `now at version ${text(version ?? actual)}`];
  });
  expect(seen).toEqual(edgesOfDiagram('Two tabs, one version').map(({ label }) => label));
});

test('chapter 8, “One order, one trace”: each service sends what follows from what it processes', async () => {
  const events = await record('tracing', '01-carry-the-ids');
  const published = new Map(
    events
      .filter(({ type, story }) => type === 'MessagePublished' && story === 'o-1')
      .map((event) => [event['message'], event]),
  );
  const service = (event: Recorded) => text(event['service']).replace(/^orders$/, 'order');
  const seen = events.flatMap((event) => {
    const { type, message, name, causation } = event;
    const sent = published.get(message);
    if (type === 'HandlingBegun' && sent) {
      const what = text(sent['name']);
      return [`${service(sent)}: send ${what} → ${service(event)}: process ${what}`];
    }
    const cause = published.get(causation);
    if (type !== 'MessagePublished' || !cause) return [];
    return [`${service(event)}: process ${text(cause['name'])} → ${service(event)}: send ${text(name)}`];
  });
  const drawn = edgesOfDiagram('One order, one trace').map(arrow);
  // The lab goes on to shipping, where the diagram ends.
  expect(upTo(seen.map(lower), (one) => one === drawn.at(-1))).toEqual(drawn);
});

describe('chapter 10', () => {
  test('“From outbox to inbox”: the relay publishes before it marks, crashes between, and the event comes twice', async () => {
    const drawn = edgesOfDiagram('From outbox to inbox');
    const own = (await record('outbox', '02-relay')).filter(
      ({ message, operation }) => message === 'e-1' || /^(?:get|delete) outbox\/e-1$/.test(text(operation)),
    );
    const seen = own.flatMap(({ type, process, operation }) => {
      if (type === 'OperationApplied' && process === 'relay')
        return text(operation).startsWith('get') ? ['database → relay'] : ['relay → database'];
      if (type === 'MessagePublished') return ['relay → broker'];
      if (type === 'PublishConfirmed') return ['broker → relay'];
      return type === 'MessageDelivered' ? ['broker → points'] : [];
    });
    // Points has its copies while the relay goes on: each side has an order of its own.
    const isRelay = (way: string) => way.includes('relay');
    const arrows = drawn.map(arrow);
    expect(seen.filter(isRelay)).toEqual(arrows.filter(isRelay));
    expect(seen.filter((way) => !isRelay(way))).toEqual(arrows.filter((way) => !isRelay(way)));
  });

  test('“The ways of a failing message”: parked by the handler, back to the work queue, or gone with a reason', async () => {
    const seen = new Set<string>();
    for (const { type, to, producer, queue } of await record('retry-dlq', '03-the-way-back')) {
      if (type === 'MessageDelivered' && queue === 'charges.payments') seen.add('work queue → handler');
      if (type !== 'MessagePublished') continue;
      if (to === 'charges.parked' && producer === 'payments') seen.add('handler → parking queue');
      if (to === 'charges' && producer === 'operators') seen.add('parking queue → work queue');
      if (to === 'charges.discarded' && producer === 'operators') seen.add('parking queue → gone');
    }
    // Rounds through the retry queue are another exercise; the lab's events have other names.
    const drawn = edgesOfDiagram('The ways of a failing message').filter(
      ({ from, to }) => ![from, to].some((name) => name.startsWith('Retry') || name === 'OrderPlaced'),
    );
    expect([...seen].toSorted()).toEqual(drawn.map(arrow).toSorted());
  });
});
