import { expect, test } from 'vitest';
import type { ExerciseFace } from '#workbench/data.ts';
import { keepChoices } from '#workbench/kept-choices.ts';
import { createModel } from '#workbench/model.ts';
import { createStore, keysOf } from '#workbench/storage.ts';
import { createMemoryStorage } from './memory-storage.ts';

const play = ['first', 'second'].map((id) => ({ id, host: 'node-cjs' }));
const face = {
  lab: 'event-loop',
  id: 'play',
  host: 'node-cjs',
  entry: 'main.js',
  needs: [],
  view: 'event-loop',
  checkNames: [],
  starter: {},
  play,
} as unknown as ExerciseFace;
const key = keysOf('event-loop/play').choices;

function visit(storage: Storage) {
  const model = createModel(face);
  const left = new AbortController();
  keepChoices(
    model,
    createStore(() => storage),
    left.signal,
  );
  return { model, leave: () => left.abort() };
}

test('host and program are what they were at the last visit', () => {
  const storage = createMemoryStorage();
  const first = visit(storage);
  first.model.host.value = 'browser';
  first.model.program.value = 'second';
  first.leave();
  first.model.host.value = 'node-esm';
  const { model } = visit(storage);
  expect([model.host.value, model.program.value]).toEqual(['browser', 'second']);
});

test('who goes back to what the author chose keeps nothing', () => {
  const storage = createMemoryStorage();
  const { model } = visit(storage);
  model.host.value = 'browser';
  expect(storage.getItem(key)).toContain('browser');
  model.host.value = 'node-cjs';
  expect(storage.getItem(key)).toBeNull();
});

test.each(['{', 'null', '7', '{"host":"toaster","program":"third"}', '{"host":{}}'])(
  'what nobody here has written (%s) chooses nothing',
  (text) => {
    const storage = createMemoryStorage();
    storage.setItem(key, text);
    const { model } = visit(storage);
    expect([model.host.value, model.program.value]).toEqual(['node-cjs', 'first']);
  },
);
