/** The pages without a chapter's text, as they are built: home, glossary, labs, and what stands around them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { readChapters } from '../../content/source/chapters.ts';
import { namesInPrograms } from '../../content/source/passages.ts';
import { createSpeller, readWordList, type Passage } from '../../content/source/spelling.ts';

const site = join(ROOT, 'dist');
const speller = await createSpeller(
  [
    ...readWordList(),
    'WebContainer',
    'StackBlitz',
    'WebKit',
    'WebKitGTK',
    'requestIdleCallback',
    'naks',
    'thenable',
    'reorderings',
    'amq',
    'maxlen',
    'PointsChanged',
    'redrives',
  ],
  namesInPrograms(readChapters()),
);

const NO_PROSE = new Set(['code', 'pre', 'script', 'style', 'kbd', 'textarea', 'samp']);

function passagesOf(html: string, file: string): Passage[] {
  const passages: Passage[] = [];
  visit(fromHtml(html), (node) => {
    if (node.type === 'text') passages.push({ file, line: 1, text: node.value });
    if (node.type !== 'element') return undefined;
    if (NO_PROSE.has(node.tagName)) return SKIP;
    for (const name of ['title', 'alt', 'ariaLabel', 'placeholder']) {
      const words = node.properties[name];
      if (typeof words === 'string') passages.push({ file, line: 1, text: words });
    }
    return undefined;
  });
  return passages;
}

test('a typo in a page is found, code is left alone', () => {
  const html = '<p aria-label="A mesage">An <b>othr</b> <code>thng</code></p><pre>cde</pre>';
  expect(speller.problems(passagesOf(html, 'a.html'))).toHaveLength(2);
});

const pages = globSync('**/*.html', { cwd: site })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/^(chapters|present)\/[^/]+\/index\.html$/.test(file))
  .toSorted();

test.each(pages)('%s is spelt right', (page) => {
  const problems = speller.problems(passagesOf(readFileSync(join(site, page), 'utf8'), page));
  expect([...new Set(problems)].join('\n')).toBe('');
});
