import { expect, test } from 'vitest';
import { createStore } from '#workbench/storage.ts';
import { createMemoryStorage } from './memory-storage.ts';

test('keeps values where they outlive the page', () => {
  const storage = createMemoryStorage();
  createStore(() => storage).set('key', 'value');
  expect(createStore(() => storage).get('key')).toBe('value');
});

test('goes on in memory where storage is denied, and says so', () => {
  const store = createStore(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(store.trouble).toBe('denied');
  store.set('key', 'value');
  expect(store.get('key')).toBe('value');
  store.remove('key');
  expect(store.get('key')).toBeNull();
});

test('goes on in memory where storage is full, tells once, and shows the newest value', () => {
  const storage = createMemoryStorage(10);
  const store = createStore(() => storage);
  const told: unknown[] = [];
  store.onTrouble((trouble) => told.push(trouble));
  store.set('key', 'short');
  store.set('key', 'much too long for it');
  store.set('other', 'much too long again');
  expect(told).toEqual(['full']);
  expect(store.get('key')).toBe('much too long for it');
  expect(storage.getItem('key')).toBe('short');
});

test('writes again as soon as there is room', () => {
  const storage = createMemoryStorage(1);
  const store = createStore(() => storage);
  store.set('key', 'too long');
  storage.limit = 100;
  store.set('key', 'fits now');
  expect(storage.getItem('key')).toBe('fits now');
  expect(store.trouble).toBeNull();
});
