import { expect, test } from 'vitest';
import { mdxToMarkdown } from '#book/mdx-to-markdown.ts';

test('plain Markdown stays as it is', () => {
  const text = 'Write `predict(a)`.\n\n- one\n- two\n\n```js\nif (a < b) {}\n```';
  expect(mdxToMarkdown(`${text}\n`)).toBe(text);
});

test('imports, expressions and tags go, what they surround stays', () => {
  const mdx = `import Note from './Note.astro';

Before {/* a remark */}the <Term id="event">event</Term>.

<Note kind="warning">
  Mind the **order**.
</Note>

<Picture />

After.
`;
  expect(mdxToMarkdown(mdx)).toBe('Before the event.\n\nMind the **order**.\n\nAfter.');
});
