import { expect, test } from 'vitest';
import { Rejected } from '#workshop/client/api.ts';
import { createOutbox, emptyOutbox, type Shelf } from '#workshop/client/outbox.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { createRoom } from '#workshop/room.ts';
import type { Command } from '#workshop/schema.ts';
import { ada, grace } from './given.ts';

const AWAY = new Rejected({ error: 'away', retry: 'again' });
const raise: Command = { type: 'RaiseHand', id: 'raise-0001', exercise: null, note: 'Why?' };
const lower: Command = { type: 'LowerHand', id: 'lower-0001' };
const mirror = (id: string, text: string): Command => ({
  type: 'MirrorCode',
  id,
  exercise: 'event-loop/01-a-c-b',
  files: { 'a.js': text },
});

function createShelf(): Shelf {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

async function roomOfAda() {
  const room = await createRoom({ log: createMemoryLog(), now: () => 1 });
  await room.handle({ type: 'OpenSession', id: 'open-0001', title: 'Streams' }, grace);
  await room.handle({ type: 'Join', id: 'join-0001', name: 'Ada', mirrors: true }, ada);
  return room;
}

/** A page on a shelf, whose server can be away: before a command comes to it, or before its answer leaves. */
function pageOn(
  shelf: Shelf,
  room: Awaited<ReturnType<typeof roomOfAda>>,
  line: { cut: '' | 'up' | 'down' },
) {
  const over = new AbortController();
  const outbox = createOutbox({
    shelf,
    over: over.signal,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    async post(command) {
      if (line.cut === 'up') throw AWAY;
      await room.handle(command, ada);
      if (line.cut === 'down') throw AWAY;
    },
  });
  return { ...outbox, close: () => over.abort() };
}

test('what was on its way when the page went comes from the next page, in its order and once', async () => {
  for (const cut of ['up', 'down'] as const) {
    const [shelf, room] = [createShelf(), await roomOfAda()];
    const first = pageOn(shelf, room, { cut });
    const both = Promise.allSettled([first.send(raise), first.send(lower)]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    first.close();
    await both;
    const line = { cut: '' } as const;
    await pageOn(shelf, room, line).send({ ...raise, id: 'raise-0002' });
    const types = room.seenAfter(2, ada).map(({ type }) => type);
    expect(types).toEqual(['HandRaised', 'HandLowered', 'HandRaised']);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(shelf.length).toBe(0);
  }
});

test('a refused command is told to its sender and does not stand in the way', async () => {
  const [shelf, room] = [createShelf(), await roomOfAda()];
  const page = createOutbox({
    shelf,
    over: new AbortController().signal,
    pause: () => Promise.resolve(),
    post: (command) =>
      room.handle(command, ada).catch((error: Error) => {
        throw new Rejected({ error: error.message, retry: 'never' });
      }),
  });
  const refused = page.send({ type: 'AnswerPoll', id: 'answer-0001', poll: 'nowhere-1', choice: 0 });
  const taken = page.send(raise);
  await expect(refused).rejects.toThrow('no such question');
  await taken;
  expect(room.session.attendees.get('ada-0001')?.hand?.note).toBe('Why?');
  expect(shelf.length).toBe(0);
});

test('of code that waits, only the newest is kept and sent', async () => {
  const [shelf, room] = [createShelf(), await roomOfAda()];
  const line: { cut: '' | 'up' } = { cut: 'up' };
  const page = pageOn(shelf, room, line);
  const all = [raise, mirror('mirror-001', '1'), mirror('mirror-002', '2'), mirror('mirror-003', '3')].map(
    (each) => page.send(each),
  );
  expect(shelf.length).toBe(2);
  line.cut = '';
  await Promise.all(all);
  expect(room.seenAfter(0, grace).filter(({ type }) => type === 'CodeMirrored')).toHaveLength(1);
  expect(room.session.attendees.get('ada-0001')?.code['event-loop/01-a-c-b']).toEqual({ 'a.js': '3' });
});

test('whoever leaves takes back what is still on its way', async () => {
  const [shelf, room] = [createShelf(), await roomOfAda()];
  shelf.setItem('handbook:1:work:x', 'mine');
  const page = pageOn(shelf, room, { cut: 'up' });
  void page.send(raise).catch(() => {});
  emptyOutbox(shelf);
  page.close();
  expect([shelf.length, shelf.key(0)]).toEqual([1, 'handbook:1:work:x']);
});
