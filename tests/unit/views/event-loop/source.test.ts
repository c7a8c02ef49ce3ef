import { describe, expect, test } from 'vitest';
import { opened } from '#views/event-loop/opened.ts';
import { nearestRun } from '#views/event-loop/marks.ts';
import { tokenLines } from '#views/event-loop/tokens.ts';
import { createScribe, everyQueue } from '../../../support/loop-trace.ts';

describe('the colours of the source', () => {
  test('keep every character, and the lines', () => {
    const source = "const a = `x\n${y}`; // don't\nfoo('it''s', /* a\nb */ async () => await bar());\n";
    const lines = tokenLines(source);
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(source);
  });

  test('tell keywords, strings, comments and calls apart', () => {
    const kinds = (source: string) =>
      tokenLines(source)[0]!
        .filter(({ kind }) => kind)
        .map(({ kind, text }) => `${kind}:${text}`);
    expect(kinds("await sleep('1 s'); // await")).toEqual(['k:await', 'f:sleep', "s:'1 s'", 'c:// await']);
    expect(kinds('awaited.then; thing.from')).toEqual([]);
    expect(kinds('"unfinished')).toEqual(['s:"unfinished']);
  });
});

describe('the lines that queued something', () => {
  const { index, marks: found } = opened(everyQueue());
  const marks = found.get('program.js')!;

  test('are the ones of the queueing calls, not the program’s own start', () => {
    expect([...marks.keys()]).toEqual([2, 5, 8]);
  });

  test('lead to the job that ran it', () => {
    const [timer] = marks.get(2)!;
    expect(index.events[nearestRun([timer!], 0)!.leftAt]).toMatchObject({
      type: 'JobStarted',
      rule: 'timer-due',
    });
  });

  test('that queue again and again lead to the next run from here, or the last', () => {
    const scribe = createScribe({ source: 'x' });
    scribe.enter('', 1, [], 'script');
    scribe.line(1);
    const entries = [scribe.queue('immediate'), scribe.queue('immediate'), scribe.queue('immediate')];
    for (const entry of entries.slice(0, 2)) {
      scribe.job(entry, 'immediate-in-check');
      scribe.end();
    }
    const line = opened(scribe.trace()).marks.get('program.js')!.get(1)!;
    const run = (event: number) => nearestRun(line, event)?.entry;
    expect([run(0), run(6), run(99)]).toEqual([entries[0], entries[1], entries[1]]);
    expect(nearestRun([line[2]!], 0)).toBeNull();
  });
});
