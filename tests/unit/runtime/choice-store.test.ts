import { createChoiceStore } from '#runtime/select/choice-store.ts';
import { expect, test } from 'vitest';

/** The part of Storage that is used, over a map. */
function createStorage(): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}

test('the choice is remembered by the next page', () => {
  const storage = createStorage();
  createChoiceStore(() => storage).write('embedded');
  expect(createChoiceStore(() => storage).read()).toBe('embedded');
  createChoiceStore(() => storage).write(null);
  expect(createChoiceStore(() => storage).read()).toBeNull();
});

test('a value that nobody could have chosen counts as no choice', () => {
  const storage = createStorage();
  storage.setItem('handbook:engine', 'quantum');
  expect(createChoiceStore(() => storage).read()).toBeNull();
});

test('where storage is denied, the choice lasts as long as the page', () => {
  const store = createChoiceStore(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(store.read()).toBeNull();
  store.write('webcontainer');
  expect(store.read()).toBe('webcontainer');
});

test('where storage is full, the choice lasts as long as the page', () => {
  const storage = createStorage();
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const store = createChoiceStore(() => storage);
  store.write('embedded');
  expect(store.read()).toBe('embedded');
});
