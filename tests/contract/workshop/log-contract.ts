/** What every log of a session does, wherever it keeps its facts. */
import { expect, onTestFinished, test } from 'vitest';
import { Behind, type FactLog } from '#workshop/log.ts';
import type { Fact, StoredFact } from '#workshop/protocol.ts';
import { createRoom } from '#workshop/room.ts';

export interface OpenedLog {
  log: FactLog;
  /** The same session by another handle, as another server would have it. */
  again(): Promise<FactLog>;
}
export type OpenLog = () => Promise<OpenedLog>;

const moved = (id: string, path = `/${id}/`): Fact => ({ type: 'RoomMoved', path, id, at: 1_000 });
const ids = (facts: readonly StoredFact[]) => facts.map(({ id }) => id);

/** Facts that a follower was handed, and a promise for a number of them. */
function collect(log: FactLog, after = 0) {
  const facts: StoredFact[] = [];
  const waiting = new Set<() => void>();
  const stop = log.follow(after, (fact) => {
    facts.push(fact);
    for (const look of waiting) look();
  });
  onTestFinished(stop);
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => void (facts.length >= count && waiting.delete(look) && resolve());
      waiting.add(look);
      look();
    });
  return { facts, until, stop };
}

export function logContract(open: OpenLog): void {
  test('facts come back whole, in their order, with their versions from 1', async () => {
    const { log } = await open();
    const odd: Fact = {
      type: 'HintPushed',
      attendee: null,
      text: 'line\nline\u2028\0 “ü” 🙂 </script>',
      id: 'odd',
      at: 5,
    };
    expect(await log.append(0, [moved('a'), odd])).toBe(2);
    expect(await log.append(2, [moved('c')])).toBe(3);
    expect(await log.read(0, 10)).toEqual([
      { ...moved('a'), version: 1 },
      { ...odd, version: 2 },
      { ...moved('c'), version: 3 },
    ]);
    expect(ids(await log.read(1, 1))).toEqual(['odd']);
    expect(await log.read(3, 10)).toEqual([]);
  });

  test.each([0, 1, 3])('behind version 2 nothing is appended that expects version %i', async (expected) => {
    const { log } = await open();
    await log.append(0, [moved('a'), moved('b')]);
    await expect(log.append(expected, [moved('c'), moved('d')])).rejects.toThrow(Behind);
    expect(ids(await log.read(0, 10))).toEqual(['a', 'b']);
  });

  test('what is there already is not appended again, whatever version is expected', async () => {
    const { log } = await open();
    await log.append(0, [moved('a'), moved('b')]);
    await log.append(2, [moved('c')]);
    expect(await log.append(0, [moved('a'), moved('b')])).toBe(2);
    expect(await log.append(3, [moved('c')])).toBe(3);
    expect(ids(await log.read(0, 10))).toEqual(['a', 'b', 'c']);
  });

  test('of facts of which a part is there, that part is not appended again', async () => {
    const { log } = await open();
    await log.append(0, [moved('a')]);
    // A log may take the rest or tell the writer to read on; the room comes to the same with both.
    const outcome = await log
      .append(0, [moved('a'), moved('b')])
      .catch((error: unknown) => (error instanceof Behind ? 'behind' : error));
    expect([2, 'behind']).toContain(outcome);
    expect(ids(await log.read(0, 10))).toEqual(outcome === 2 ? ['a', 'b'] : ['a']);
  });

  test('a follower gets what was there and what comes, by any handle, each once and in order', async () => {
    const { log, again } = await open();
    await log.append(0, [moved('a'), moved('b')]);
    const other = await again();
    const here = collect(log);
    const there = collect(other, 1);
    await here.until(2);
    await other.append(2, [moved('c')]);
    await log.append(3, [moved('d'), moved('e')]);
    await Promise.all([here.until(5), there.until(4)]);
    expect(ids(here.facts)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(there.facts.map(({ version }) => version)).toEqual([2, 3, 4, 5]);
  });

  test('a follower that has ended hears no more', async () => {
    const { log } = await open();
    const ended = collect(log);
    const living = collect(log);
    await log.append(0, [moved('a')]);
    await Promise.all([ended.until(1), living.until(1)]);
    ended.stop();
    await log.append(1, [moved('b')]);
    await living.until(2);
    expect(ids(ended.facts)).toEqual(['a']);
  });

  test('a name comes back with its fact, through every handle, until it is forgotten', async () => {
    const { log, again } = await open();
    const join = (attendee: string, name: string): Fact => ({
      type: 'AttendeeJoined',
      attendee,
      name,
      mirrors: false,
      id: `join-${attendee}`,
      at: 1,
    });
    await log.append(0, [join('ada-0001', 'Ada <b>'), join('bob-0001', 'Bob')]);
    const names = async (from: FactLog) =>
      (await from.read(0, 10)).map((fact) => (fact.type === 'AttendeeJoined' ? fact.name : undefined));
    expect(await names(await again())).toEqual(['Ada <b>', 'Bob']);
    await log.forgetName('ada-0001');
    await log.forgetName('nobody-01');
    const other = await again();
    expect([await names(log), await names(other)]).toEqual([
      ['', 'Bob'],
      ['', 'Bob'],
    ]);
    const seen = collect(other);
    await seen.until(2);
    expect(seen.facts).toEqual(await log.read(0, 10));
    // The very same fact again, with its name, is the one that is there.
    expect(await log.append(0, [join('bob-0001', 'Bob')])).toBe(2);
  });

  test('two writers at once lose nothing, and each fact is there once', async () => {
    const { log, again } = await open();
    const by = { role: 'instructor', instructor: 'i' } as const;
    const rooms = await Promise.all(
      [log, await again()].map((each) => createRoom({ log: each, now: () => 1 })),
    );
    await rooms[0]!.handle({ type: 'OpenSession', id: 'open-session', title: 'Streams' }, by);
    const sent = Array.from({ length: 60 }, (_, index) => `hint-number-${index}`);
    // Every command goes to both rooms, as a page would send it that got no answer from the first.
    await Promise.all(
      sent.flatMap((id) =>
        rooms.map((room) => room.handle({ type: 'PushHint', id, attendee: null, text: id }, by)),
      ),
    );
    const kept = (await log.read(0, 1_000)).flatMap((fact) => (fact.type === 'HintPushed' ? fact.text : []));
    expect(kept.toSorted()).toEqual(sent.toSorted());
    expect(rooms.map(({ version }) => version)).toEqual([61, 61]);
    expect(rooms[0]!.session).toEqual(rooms[1]!.session);
  });
}
