import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { createOutput, type OutputView } from '#workbench/output.ts';

const small = { headLines: 3, tailLines: 2, lineChars: 20 };

function linesOf({ head, tail }: OutputView): string[] {
  return [...head, ...tail].flatMap((block) => block.text.split('\n'));
}

describe('lines', () => {
  test('are whole however the text was cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), { maxLength: 30 }),
        (pieces) => {
          const output = createOutput({ headLines: 10_000, tailLines: 1, lineChars: 1000 });
          for (const piece of pieces) output.write('stdout', piece);
          const text = pieces.join('');
          const expected = text === '' ? [] : text.replace(/\n$/, '').split('\n');
          expect(linesOf(output.view())).toEqual(expected);
          expect(output.view().lines).toBe(expected.length);
        },
      ),
    );
  });

  test('of the two streams keep their order and stay apart', () => {
    const output = createOutput();
    output.write('stdout', 'one\n');
    output.write('stderr', 'trouble\n');
    output.write('stdout', 'two\n');
    expect(output.view().head.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'one'],
      ['stderr', 'trouble'],
      ['stdout', 'two'],
    ]);
  });

  test('that are too long are cut, and say by how much', () => {
    const output = createOutput(small);
    output.write('stdout', 'x'.repeat(50));
    expect(linesOf(output.view())).toEqual([`${'x'.repeat(20)} … (30 more characters)`]);
  });
});

describe('a flood', () => {
  test('shows its beginning, its end, and how much lies between', () => {
    const output = createOutput(small);
    for (let line = 1; line <= 100; line += 1) output.write('stdout', `${String(line)}\n`);
    expect(linesOf(output.view())).toEqual(['1', '2', '3', '99', '100']);
    expect(output.view()).toMatchObject({ hidden: 95, lines: 100 });
  });

  test('of 100,000 lines makes no more than a few dozen blocks', () => {
    const output = createOutput();
    for (let line = 0; line < 100_000; line += 1) output.write('stdout', `${String(line)}\n`);
    const { head, tail } = output.view();
    expect(head.length + tail.length).toBeLessThanOrEqual(20);
  });

  test('keeps the key of a block that is still growing', () => {
    const output = createOutput();
    output.write('stdout', 'a\n');
    const [before] = output.view().head;
    output.write('stdout', 'b\n');
    expect(output.view().head).toEqual([{ ...before, text: 'a\nb' }]);
  });
});

test('cleared output is empty, and an unfinished line does not go on', () => {
  const output = createOutput();
  output.write('stdout', 'unfinished');
  output.clear();
  output.write('stdout', 'new');
  expect(linesOf(output.view())).toEqual(['new']);
});
