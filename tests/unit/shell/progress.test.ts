import { describe, expect, it } from 'vitest';
import { createReadingProgress, type ReadingStore } from '#components/shell/progress.ts';

function memory(initial: Record<string, string> = {}): ReadingStore {
  const values = new Map(Object.entries(initial));
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

const denied = (): ReadingStore => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('reading progress', () => {
  it('is still there after a reload', () => {
    const store = memory();
    createReadingProgress(() => store).set('event-model', true);
    expect(createReadingProgress(() => store).has('event-model')).toBe(true);
    expect(createReadingProgress(() => store).has('pub-sub')).toBe(false);
  });

  it('can be taken back', () => {
    const store = memory();
    const progress = createReadingProgress(() => store);
    progress.set('event-model', true);
    progress.set('event-model', false);
    expect(progress.has('event-model')).toBe(false);
    expect(createReadingProgress(() => store).has('event-model')).toBe(false);
    expect(createReadingProgress(() => store).isTakenBack('event-model')).toBe(true);
    progress.set('event-model', true);
    expect(createReadingProgress(() => store).isTakenBack('event-model')).toBe(false);
  });

  it('keeps what another tab has marked meanwhile', () => {
    const store = memory();
    const here = createReadingProgress(() => store);
    createReadingProgress(() => store).set('pub-sub', true);
    here.set('event-model', true);
    const later = createReadingProgress(() => store);
    expect([later.has('pub-sub'), later.has('event-model')]).toEqual([true, true]);
  });

  it('holds for the page when storage is denied', () => {
    const progress = createReadingProgress(denied);
    progress.set('event-model', true);
    expect(progress.has('event-model')).toBe(true);
  });

  it('holds for the page when storage is full', () => {
    const full = { ...memory(), setItem: () => denied() as never };
    const progress = createReadingProgress(() => full);
    progress.set('event-model', true);
    expect(progress.has('event-model')).toBe(true);
  });

  it.each(['', 'no JSON', '{"event-model":true}', '[1,null]'])('starts empty where %j is stored', (value) => {
    const progress = createReadingProgress(() => memory({ 'chapters-read': value }));
    expect(progress.has('event-model')).toBe(false);
  });
});
