import { describe, expect, test } from 'vitest';
import { findOutputMarks, stripOutputMarks, type SourceType } from '#book/output-marks.ts';

const marksOf = (code: string, sourceType: SourceType = 'module') => findOutputMarks(code, sourceType);
const textsOf = (code: string, sourceType?: SourceType) => marksOf(code, sourceType).map(({ text }) => text);

describe('output comments', () => {
  test('are read from top to bottom, trailing or on lines of their own', () => {
    expect(textsOf("log('a'); // → a\nlog('b');\nlog('c');\n// → b\n// → c")).toEqual(['a', 'b', 'c']);
  });

  test('keep indentation beyond one space, and may be empty', () => {
    expect(textsOf('// →   two\n// →\n// → ')).toEqual(['  two', '', '']);
  });

  test('tell stdout from stderr', () => {
    expect(marksOf('// → out\n// ✗ Error: no').map(({ stream }) => stream)).toEqual(['stdout', 'stderr']);
  });

  test('are comments only: not strings, templates or block comments', () => {
    const code = [
      "const a = '// → no';",
      'const b = `',
      '// → no',
      '`;',
      '/* // → no */',
      '// about → arrows',
    ];
    expect(textsOf(code.join('\n'))).toEqual([]);
  });

  test('are found in CommonJS with a top-level return, and in code that does not parse', () => {
    expect(textsOf('return; // → a', 'commonjs')).toEqual(['a']);
    expect(textsOf("const x = require('a'); await (\n// ✗ SyntaxError")).toEqual(['SyntaxError']);
  });
});

describe('stripping them', () => {
  const strip = (code: string) => stripOutputMarks(code, marksOf(code));

  test('takes comments, their lines and the room they leave', () => {
    const code = ["log('a'); // → a", '', '// → never shown', '', "log('b');", '// kept', '// → b', '// ✗ c'];
    expect(strip(code.join('\n'))).toBe("log('a');\n\nlog('b');\n// kept");
  });

  test('leaves arrows in the program alone', () => {
    expect(strip("log('// → x'); // → // → x")).toBe("log('// → x');");
  });
});
