import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditRenders, findDiagrams, RENDER_COMMAND, RENDERS_FOLDER } from '#book/diagrams/renders.ts';

const names = (root: string) => {
  const { missing, orphaned } = auditRenders(root);
  return { missing: missing.map(({ fileName }) => fileName), orphaned };
};

test(`every diagram has its picture, and every picture its diagram (mend with ${RENDER_COMMAND})`, () => {
  expect(names('.')).toEqual({ missing: [], orphaned: [] });
});

describe.each(findDiagrams('.').map((diagram) => [diagram.fileName, diagram] as const))(
  '%s',
  (name, diagram) => {
    const svg = readFileSync(join(RENDERS_FOLDER, name), 'utf8');

    test('speaks to those who cannot see it', () => {
      const { prefix, fence } = diagram;
      expect(svg).toContain(`role="img" aria-labelledby="${prefix}-t ${prefix}-d"`);
      expect(svg).toContain(`<title id="${prefix}-t">${fence.title}</title>`);
      expect(svg).toMatch(new RegExp(`<desc id="${prefix}-d">[^<]{40,}</desc>`));
    });

    test('takes its colours and fonts from the page', () => {
      expect(svg).not.toMatch(/<style|style=|fill=|stroke=|font-|rgb|hsl|<script|<image|<foreignObject/i);
    });

    test('has ids that no other picture has', () => {
      for (const [, id] of svg.matchAll(/ id="([^"]+)"/g))
        expect(id).toMatch(new RegExp(`^${diagram.prefix}-`));
    });

    test('weighs at most 4 kB', () => {
      expect(gzipSync(svg).length).toBeLessThanOrEqual(4096);
    });
  },
);

test('no two diagrams share their prefix', () => {
  const prefixes = findDiagrams('.').map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

describe('in a copy of the book', () => {
  let copy = '';
  let first = { file: '', fileName: '', code: '' };

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'book-'));
    cpSync('content', join(copy, 'content'), { recursive: true });
    cpSync('package.json', join(copy, 'package.json'));
    const [diagram] = findDiagrams(copy);
    first = {
      file: diagram?.fence.place.file ?? '',
      fileName: diagram?.fileName ?? '',
      code: diagram?.fence.code ?? '',
    };
  });
  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  const edit = (file: string, change: (text: string) => string) => {
    const path = join(copy, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  test('a picture of an older text is refused, from both sides', () => {
    edit(first.file, (text) => text.replace(first.code, `${first.code}\n%% one remark more`));
    const { missing, orphaned } = names(copy);
    expect(orphaned).toEqual([first.fileName]);
    expect(missing).toHaveLength(1);
  });

  test('a changed description makes a picture stale too', () => {
    edit(first.file, (text) => text.replace(/(```mermaid .*?description="[^"]*)"/, '$1 Indeed."'));
    expect(names(copy).orphaned).toEqual([first.fileName]);
  });

  test('so does another version of mermaid', () => {
    edit('package.json', (text) => text.replace(/"mermaid": "[^"]+"/, '"mermaid": "99.0.0"'));
    expect(names(copy).missing).toHaveLength(findDiagrams('.').length);
  });

  test('a missing picture and one that belongs to no diagram are refused', () => {
    rmSync(join(copy, RENDERS_FOLDER, first.fileName));
    writeFileSync(join(copy, RENDERS_FOLDER, '02-event-model-forgotten.0000000000.svg'), '<svg/>');
    expect(names(copy)).toEqual({
      missing: [first.fileName],
      orphaned: ['02-event-model-forgotten.0000000000.svg'],
    });
  });

  test('two diagrams of one title are refused', () => {
    edit(first.file, (text) => text.replace(/```mermaid title="[^"]*"/g, '```mermaid title="Same"'));
    expect(() => findDiagrams(copy)).toThrow(/a second diagram is called “Same”/);
  });
});
