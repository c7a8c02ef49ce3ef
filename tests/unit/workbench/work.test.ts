import { describe, expect, test } from 'vitest';
import { createStore, keysOf } from '#workbench/storage.ts';
import { createWork, type Work } from '#workbench/work.ts';
import { createMemoryStorage, type MemoryStorage } from './memory-storage.ts';

const exercise = 'event-loop/01-a-c-b';
const keys = keysOf(exercise);
const starter = { 'predict.js': 'starter', 'program.js': 'program' };

function openTab(storage: MemoryStorage, tab: string): Work {
  let moment = 0;
  const now = () => `2026-01-01T00:00:${String((moment += 1)).padStart(2, '0')}Z`;
  return createWork({ store: createStore(() => storage), exercise, starter, tab, now });
}

const mine = { ...starter, 'predict.js': 'mine' };
const theirs = { ...starter, 'predict.js': 'theirs' };

test('what was saved is there after a reload; without anything saved there is nothing', () => {
  const storage = createMemoryStorage();
  const work = openTab(storage, 'a');
  expect(work.load()).toBeNull();
  work.save(mine);
  expect(openTab(storage, 'b').load()).toEqual(mine);
});

test('a file that the exercise got later is added from the starter', () => {
  const storage = createMemoryStorage();
  storage.setItem(keys.work, JSON.stringify({ files: { 'predict.js': 'mine' }, at: '2026', tab: 'a' }));
  expect(openTab(storage, 'b').load()).toEqual(mine);
});

describe('two tabs', () => {
  test('the one that saves last keeps the other’s version in the history', () => {
    const storage = createMemoryStorage();
    const [a, b] = [openTab(storage, 'a'), openTab(storage, 'b')];
    a.save(mine);
    b.save(theirs);
    expect(b.load()).toEqual(theirs);
    expect(b.versions().map(({ files }) => files)).toEqual([mine]);
  });

  test('saving on in one tab does not fill the history', () => {
    const storage = createMemoryStorage();
    const work = openTab(storage, 'a');
    for (const text of ['m', 'mi', 'min', 'mine']) work.save({ ...starter, 'predict.js': text });
    expect(work.versions()).toEqual([]);
  });

  test('a tab recognises what another one saved, and its own', () => {
    const storage = createMemoryStorage();
    const [a, b] = [openTab(storage, 'a'), openTab(storage, 'b')];
    a.save(mine);
    const raw = storage.getItem(keys.work)!;
    expect(b.readForeign(raw)?.files).toEqual(mine);
    expect(a.readForeign(raw)).toBeNull();
    expect(b.readForeign('{')).toBeNull();
  });
});

describe('the history', () => {
  test('holds the newest first, each once in a row, and no more than twenty', () => {
    const work = openTab(createMemoryStorage(), 'a');
    for (let version = 0; version < 30; version += 1) {
      work.keep({ ...starter, 'predict.js': String(version) }, 'checked');
      work.keep({ ...starter, 'predict.js': String(version) }, 'checked');
    }
    expect(work.versions()).toHaveLength(20);
    expect(work.versions()[0]!.files['predict.js']).toBe('29');
  });

  test('says why each version was kept, also after a reload', () => {
    const storage = createMemoryStorage();
    const [a, b] = [openTab(storage, 'a'), openTab(storage, 'b')];
    a.keep({ ...starter, 'predict.js': 'checked' }, 'checked');
    a.save(mine);
    b.save(theirs);
    expect(
      openTab(storage, 'c')
        .versions()
        .map(({ why }) => why),
    ).toEqual(['other-tab', 'checked']);
  });

  test('reads versions without a reason, and with one that it does not know', () => {
    const storage = createMemoryStorage();
    const old = [
      { files: mine, at: '2026', tab: 'a' },
      { files: theirs, at: '2025', tab: 'a', why: 'because' },
    ];
    storage.setItem(keys.history, JSON.stringify(old));
    expect(
      openTab(storage, 'b')
        .versions()
        .map(({ files, why }) => [files, why]),
    ).toEqual([
      [mine, undefined],
      [theirs, undefined],
    ]);
  });
});

describe.each(['{"files":', '[]', '{"files":{"a.js":1},"at":"","tab":""}', 'null'])(
  'an unreadable entry %s',
  (raw) => {
    test('is set aside, not deleted, and does not stand in the way', () => {
      const storage = createMemoryStorage();
      storage.setItem(keys.work, raw);
      const work = openTab(storage, 'a');
      expect(work.load()).toBeNull();
      expect(work.hadUnreadable).toBe(true);
      const aside = Array.from({ length: storage.length }, (_, index) => storage.key(index)!);
      expect(aside.map((key) => storage.getItem(key))).toEqual([raw]);
      work.save(mine);
      expect(work.load()).toEqual(mine);
    });
  },
);

test('an unreadable history does not keep the work from being saved', () => {
  const storage = createMemoryStorage();
  storage.setItem(keys.history, 'nonsense');
  const work = openTab(storage, 'a');
  work.keep(mine, 'replaced');
  expect(work.versions().map(({ files }) => files)).toEqual([mine]);
});
