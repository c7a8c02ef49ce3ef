import { expect, test } from 'vitest';
import { checkClock, checkStorage, reportOf } from '#components/workshop/preflight-checks.ts';

const DATE = 'Sat, 28 Nov 2026 10:00:00 GMT';
const AT = Date.parse(DATE);

test.each([
  [0, 'good', 'The clock is right.'],
  [119_000, 'good', 'The clock is right.'],
  [300_000, 'less', '5 minutes fast'],
  [-7_200_000, 'less', '120 minutes slow'],
])('a clock that is %i ms ahead is %s', (ahead, verdict, sentence) => {
  const found = checkClock(DATE, AT + ahead);
  expect(found.verdict).toBe(verdict);
  expect(found.sentence).toContain(sentence);
});

test('without the server’s time nothing is claimed about the clock', () => {
  expect(checkClock(null, AT).sentence).toContain('was not compared');
});

test('storage that keeps, denies, is full, or forgets', () => {
  const map = new Map<string, string>();
  const working = {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(checkStorage(() => working).verdict).toBe('good');
  expect(map.size).toBe(0);
  expect(checkStorage(full).verdict).toBe('less');
  expect(checkStorage(() => ({ ...working, setItem: full })).verdict).toBe('less');
  expect(checkStorage(() => ({ ...working, getItem: () => null })).verdict).toBe('less');
});

test('the report has every finding, and the hosts for the people of the network', () => {
  const report = reportOf([{ name: 'Clock', verdict: 'less', sentence: 'The clock is slow.' }], {
    address: 'https://example.org/workshop/preflight/',
    browser: 'Browser 1',
    at: new Date(AT),
  });
  expect(report).toContain('2026-11-28T10:00:00.000Z · Browser 1');
  expect(report).toContain('[LESS] Clock: The clock is slow.');
  expect(report).toContain('stackblitz.com');
});
