import { expect, test } from 'vitest';
import { remarkComponents } from '#book/remark-components.ts';
import { markupFrom } from './compile.ts';

const render = (...lines: string[]) => markupFrom([remarkComponents], lines);

test('imports the components that are used, each once, and no others', async () => {
  const markup = await render(
    '<Note kind="aside" title="a">',
    '',
    'A <Term id="x">b</Term> and <Term id="y">c</Term>.',
    '',
    '</Note>',
  );
  expect(markup.match(/^import .*$/gm)).toEqual([
    "import Note from '#components/book/Note.astro';",
    "import Term from '#components/book/Term.astro';",
  ]);
});

test("respects the file's own imports, fragments and plain elements", async () => {
  const markup = await render("import Note from './mine.astro';", '', '<Note />', '', '<>a <b>c</b></>');
  expect(markup.match(/import/g)).toHaveLength(1);
});

test.each([['<Nope />'], ['Some <Nope>words</Nope>.'], ['<Note.Inner />']])(
  '%s is refused by name and line',
  async (line) => {
    await expect(render('Prose.', '', line)).rejects.toThrow(
      /^planted\.mdx:3: there is no component <No(pe|te\.Inner)>/,
    );
    await expect(render(line)).rejects.toThrow(/Fix: use one of Lab, Note, Term/);
  },
);
