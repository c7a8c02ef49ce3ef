import { expect, test } from 'vitest';
import { unzipSync } from 'fflate';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { ExerciseData } from '#workbench/data.ts';
import { filesOfEverything, keptIn } from '#workbench/project/everything.ts';
import { zipFolder } from '#workbench/project/zip.ts';
import { createStore, keysOf } from '#workbench/storage.ts';
import { createWork } from '#workbench/work.ts';

const EXERCISE = 'event-loop/01-a-c-b';

/** A browser's storage with work in it, as the workbench saves it. */
function browserWith(...saved: readonly [key: string, files: Record<string, string>, earlier?: string][]) {
  const map = new Map([['handbook:theme', 'dark']]);
  const storage = {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
  const store = createStore(() => storage);
  for (const [exercise, files, earlier] of saved) {
    const now = () => '2026-11-28T10:00:00.000Z';
    const work = createWork({ store, exercise, starter: {}, tab: 'a', now });
    if (earlier !== undefined) work.keep({ 'predict.js': earlier }, 'checked');
    work.save(files);
  }
  return { store, names: () => [...map.keys()], map };
}

const page = (key: string) => `http://localhost/labs/${key}/`;

test('holds each exercise, each changed block and each earlier version', async () => {
  const { store, names } = browserWith(
    [EXERCISE, { 'predict.js': '// mine' }, '// before'],
    ['block/event-model/microtasks-2', { 'a.mjs': '// block' }],
  );
  const labs = await loadCatalogue();
  const exercise = labs.flatMap((lab) => lab.exercises).find(({ id }) => id === '01-a-c-b')!;
  const data = { ...exercise, labTitle: 'Event loop', task: 'Predict.' } as unknown as ExerciseData;
  const all = keptIn(store, names());
  const files = filesOfEverything(all, new Map([[EXERCISE, data]]), page);
  expect(files).toMatchObject({
    [`${EXERCISE}/predict.js`]: '// mine',
    [`${EXERCISE}/program.js`]: exercise.starter['program.js'],
    [`${EXERCISE}/checks.test.js`]: exercise.checks,
    'block/event-model/microtasks-2/a.mjs': '// block',
    [`earlier/${EXERCISE}/2026-11-28T10.00.00.000Z/predict.js`]: '// before',
  });
  expect(files['README.md']).toContain(`- ${EXERCISE}, with 1 earlier version`);
  expect(Object.values(files)).not.toContain(exercise.solution['predict.js']);
  expect(Object.keys(unzipSync(zipFolder('code', files)))).toContain(`code/${EXERCISE}/predict.js`);
});

test('without the exercise’s data there is the code alone', () => {
  const { store, names } = browserWith([EXERCISE, { 'predict.js': '// mine' }]);
  const files = filesOfEverything(keptIn(store, names()), new Map(), page);
  expect(Object.keys(files)).toEqual(['README.md', `${EXERCISE}/predict.js`]);
});

test('no path leads out of the folder, and what cannot be read stands in nobody’s way', () => {
  const { store, names, map } = browserWith(
    ['../../etc', { '../../../passwd': 'x', '/root': 'y', 'C:\\z': 'z' }],
    [EXERCISE, { 'predict.js': '// mine' }],
  );
  map.set(keysOf('broken/01-b').work, '{');
  const files = filesOfEverything(keptIn(store, names()), new Map(), page);
  expect(Object.keys(files).toSorted()).toEqual([
    'README.md',
    'etc/C_/z',
    'etc/passwd',
    'etc/root',
    `${EXERCISE}/predict.js`,
  ]);
});
