import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { participantClasses } from '#book/diagrams/classes.ts';
import { findDiagrams } from '#book/diagrams/renders.ts';
import { finishSvg } from '#book/diagrams/svg.ts';
import { remarkDiagrams } from '#book/remark-diagrams.ts';
import { markupFrom } from './compile.ts';

const FENCE = ['```mermaid title="A & B" description="From A to B."', 'flowchart LR', '  A --> B', '```'];
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><defs><marker id="{{prefix}}h0" refX="5"><path d="M0 0L10 5z"/></marker></defs>' +
  '<path class="edge" d="M0.123456 0L10 10" marker-end="url(#{{prefix}}h0)"/></svg>';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'book-'));
  mkdirSync(join(root, 'content/chapters'), { recursive: true });
  mkdirSync(join(root, 'content/diagrams'));
  writeFileSync(join(root, 'package.json'), '{ "devDependencies": { "mermaid": "12.0.0" } }');
  writeFileSync(join(root, 'content/chapters/planted.mdx'), FENCE.join('\n'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const render = () => markupFrom([[remarkDiagrams, { root }]], ['Prose.', '', ...FENCE]);

describe('a mermaid fence', () => {
  test('becomes the picture that is kept for it', async () => {
    const [diagram] = findDiagrams(root);
    if (!diagram) throw new Error('the planted diagram was not found');
    writeFileSync(
      join(root, 'content/diagrams', diagram.fileName),
      finishSvg(DRAWING, diagram.fence, diagram.prefix),
    );
    const html = await render();
    expect(html).toContain('<figure class="diagram" style="--natural-width:120">');
    expect(html).toContain(`aria-labelledby="${diagram.prefix}-t ${diagram.prefix}-d"`);
    expect(html).toContain('<figcaption>A &amp; B</figcaption>');
    expect(html).not.toContain('flowchart');
  });

  test('without a picture stops the build, naming file, diagram and command', async () => {
    await expect(render()).rejects.toThrow(/^planted\.mdx:3: the diagram “A & B” has no picture/);
    await expect(render()).rejects.toThrow(/npm run diagrams/);
  });
});

test('the file name holds chapter, title and hash, and the hash follows the text', () => {
  const nameOf = () => findDiagrams(root)[0]?.fileName;
  const before = nameOf();
  expect(before).toMatch(/^planted-a--b\.[0-9a-f]{10}\.svg$/);
  writeFileSync(join(root, 'content/chapters/planted.mdx'), FENCE.join('\n').replace('A --> B', 'A --> C'));
  expect(nameOf()).not.toBe(before);
});

test('mermaid must be pinned', () => {
  writeFileSync(join(root, 'package.json'), '{ "devDependencies": { "mermaid": "^12.0.0" } }');
  expect(() => findDiagrams(root)).toThrow(/pin mermaid to an exact version/);
});

test('a finished picture is named, sized, prefixed and rounded', () => {
  const svg = finishSvg(DRAWING, { title: 'A < B', description: 'Said “so”.' }, 'd1');
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 120 40" width="120" height="40" role="img"/);
  expect(svg).toContain('<title id="d1-t">A &lt; B</title><desc id="d1-d">Said “so”.</desc>');
  expect(svg).toContain('id="d1-h0"');
  expect(svg).toContain('marker-end="url(#d1-h0)"');
  expect(svg).not.toContain('0.123');
});

test('participants of a sequence diagram get classes through comments', () => {
  expect([
    ...participantClasses('sequenceDiagram\n  %% class P stack\n  %% any other comment\n  P->>Q: x'),
  ]).toEqual([['P', 'stack']]);
});
