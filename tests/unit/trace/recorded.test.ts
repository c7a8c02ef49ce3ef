/** The recorded traces in corpus/, for tests of what draws them: each can be read, and holds together. */
import { readFileSync } from 'node:fs';
import { decodeTrace } from '#trace/codec.ts';
import { LOOP_TRACE } from '#trace/loop-events.ts';
import { expect, test } from 'vitest';
import { checkLoopTrace } from '../../support/loop-invariants.ts';

const read = (name: string): string => readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8');

test.each(['orders.mjs', 'queues.cjs'])('%s', (name) => {
  const { events, about } = decodeTrace(read(`${name}.jsonl`), [LOOP_TRACE]);
  expect(about['entry']).toBe(name);
  const [source] = events.filter((event) => event.type === 'SourceLoaded');
  expect(source?.source, 'record it again: the program has changed').toBe(read(name));
  expect(checkLoopTrace(events).stdout.split('\n').length).toBeGreaterThan(10);
});
