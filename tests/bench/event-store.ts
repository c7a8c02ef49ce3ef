/** Replay: the same fold over the same events in this project's event stores and in Emmett's, and what it costs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '#brokers/sqlite-event-store/open.ts';
import { loadState } from '#sim/event-store/decider.ts';
import type { EventStore, StoredEvent } from '#sim/event-store/event-store.ts';
import { createEventStore } from '#sim/event-store/memory.ts';
import { openEmmett } from './emmett.ts';
import { type Figure, median } from './figures.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const COMPARED = 100_000;
const ROUNDS = 9;
const BATCH = 1_000;
/** A load is timed often enough to take so many events, so that the clock's grain does not count. */
const EVENTS_PER_TIMING = 100_000;

const model = {
  initialState: () => ({ balance: 0, credits: 0 }),
  evolve: (state: { balance: number; credits: number }, { points }: StoredEvent) => ({
    balance: state.balance + Number(points),
    credits: state.credits + 1,
  }),
};

export async function measureEventStore(): Promise<{ figures: Figure[]; notes: string[] }> {
  const { version, ...emmett } = await openEmmett();
  const figures: Figure[] = [];
  const notes: string[] = [];
  const store = createEventStore();
  for (const size of SIZES) fill(store, String(size), size);
  for (const size of SIZES) {
    const plain = median(await rounds(size, () => loadState(store, model, String(size))));
    const snapshots = { code: 1, every: size };
    // A snapshot ten events before the end.
    const state = loadState(store, model, String(size)).state;
    store.snapshots.save(String(size), { version: size - 10, code: 1, state });
    const short = median(await rounds(10_000, () => loadState(store, model, String(size), snapshots)));
    const name = `event store: load ${size.toLocaleString('en')} events`;
    figures.push({ name, value: plain, unit: 'ms', better: 'less' });
    figures.push({ name: `${name}, snapshot`, value: short * 1000, unit: 'µs', better: 'less' });
  }
  const perEvent = SIZES.map((size, index) => (figures[index * 2]!.value / size) * 1e6);
  notes.push(
    `Without a snapshot, ns for each event: ${perEvent.map((ns) => ns.toFixed(0)).join(', ')} (flat is linear).`,
  );

  const ours = median(await rounds(COMPARED, () => loadState(store, model, String(COMPARED))));
  const theirs = await replayEmmett(emmett.store);
  const onDisk = await replaySqlite();
  const perSecond = (ms: number) => COMPARED / ms / 1000;
  const speed = { unit: 'million/s', better: 'more' } as const;
  figures.push(
    { name: 'event store: replay of 100,000 in memory', value: perSecond(ours), ...speed },
    { name: `event store: the same in Emmett ${version}`, value: perSecond(theirs), ...speed },
    { name: 'event store: the same in SQLite', value: perSecond(onDisk), ...speed },
  );
  notes.push(`In memory ${(theirs / ours).toFixed(1)} times Emmett’s events per second, on the same fold.`);
  return { figures, notes };
}

function fill(store: EventStore, stream: string, size: number): void {
  for (let version = 0; version < size; version += BATCH) {
    const events = Array.from({ length: BATCH }, (_, n) => ({ type: 'PointsCredited', points: n % 7 }));
    store.append(stream, version, events);
  }
}

/** Milliseconds of one load of `size` events, several times. */
async function rounds(size: number, load: () => unknown): Promise<number[]> {
  const times: number[] = [];
  const loads = Math.max(1, Math.round(EVENTS_PER_TIMING / size));
  for (let round = -1; round < ROUNDS; round++) {
    const began = performance.now();
    for (let n = 0; n < loads; n++) await load();
    // The first round compiles.
    if (round >= 0) times.push((performance.now() - began) / loads);
  }
  return times;
}

async function replayEmmett(store: Awaited<ReturnType<typeof openEmmett>>['store']): Promise<number> {
  for (let version = 0; version < COMPARED; version += BATCH) {
    const events = Array.from({ length: BATCH }, (_, n) => {
      return { type: 'PointsCredited' as const, data: { points: n % 7 } };
    });
    await store.appendToStream('replay', events);
  }
  const fold = {
    initialState: model.initialState,
    evolve: (state: { balance: number; credits: number }, { data }: { data: { points: number } }) => ({
      balance: state.balance + Number(data.points),
      credits: state.credits + 1,
    }),
  };
  const { state } = await store.aggregateStream('replay', fold);
  if (state.credits !== COMPARED) throw new Error(`Emmett folded ${state.credits} events.`);
  return median(await rounds(COMPARED, () => store.aggregateStream('replay', fold)));
}

async function replaySqlite(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'handbook-bench-'));
  const store = openSqliteEventStore({ file: join(folder, 'events.db') });
  try {
    fill(store, 'replay', COMPARED);
    return median(await rounds(COMPARED, () => loadState(store, model, 'replay')));
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}
