import { expect, test } from 'vitest';
import { parseChapter } from '#book/chapter-tree.ts';
import { compileChapter } from './compile.ts';

const TEXT = `## A section

Prose.

<Instructor minutes={8} cut="never">

Ask the room first.

</Instructor>

More prose.`;

test('a note for the instructor reaches neither the page nor the tree that tests read', async () => {
  const html = await compileChapter(TEXT, 'planted.mdx');
  expect(html).toContain('More prose.');
  expect(html).not.toContain('Ask the room');
  expect(JSON.stringify(parseChapter(TEXT, 'x.mdx'))).not.toContain('Ask the room');
});
