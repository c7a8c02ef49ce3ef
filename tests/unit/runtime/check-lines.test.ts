import type { CheckResult } from '#lab/model.ts';
import { createCheckLines } from '#runtime/check-lines.ts';
import { expect, test } from 'vitest';

const check: CheckResult = { name: 'adds', status: 'failed', message: 'expected\n3' };

/** Reads a stream that comes in pieces of `size` characters. */
function read(stream: (mark: string) => string, size: number) {
  const results: CheckResult[] = [];
  let printed = '';
  const lines = createCheckLines({
    write: (_stream, text) => (printed += text),
    report: (result) => results.push(result),
    trace: () => undefined,
    restart: () => undefined,
  });
  const text = stream(lines.mark);
  for (let at = 0; at < text.length; at += size) lines.take(text.slice(at, at + size));
  lines.close();
  return { results, printed };
}

test.each([1, 2, 7, 1000])('results and output are told apart, in pieces of %i characters', (size) => {
  const stream = (mark: string) => `hello${mark}${JSON.stringify(check)}\nworld # no mark\n`;
  expect(read(stream, size)).toMatchObject({ results: [check], printed: 'helloworld # no mark\n' });
});

test('output that ends in the middle of what might have been a mark is kept', () => {
  expect(read((mark) => mark.slice(0, 8), 3).printed).toMatch(/^#check-/);
});
