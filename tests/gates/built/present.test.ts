/** A presentation has all that the chapter’s page has, once; and the notes stand where only the speaker’s window looks. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { matches, select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { describe, expect, test } from 'vitest';
import { readInstructorNotes } from '#book/instructor.ts';
import { ROOT } from '#cli/install.mjs';
import { readChapters } from '../../content/source/chapters.ts';

const DIST = join(ROOT, 'dist');
const read = (file: string): Root => fromHtml(readFileSync(join(DIST, file), 'utf8'));
const words = (node: Element | Root): string => toString(node).replace(/\s+/g, ' ').trim();

/** Everything that a reader reads, kind by kind. */
const KINDS = [
  'h2',
  'h3',
  'p',
  'li',
  'figure.code',
  'figure.diagram',
  'svg title',
  'table',
  '.note',
  '.predict-ask',
  '.predict-output',
  'details.question',
  'section.lab',
];

const chapters = readChapters().map(({ file, text, frontmatter }) => ({
  name: String(frontmatter['slug']).replace('chapters/', ''),
  notes: readInstructorNotes(text, file),
}));

describe.each(chapters)('$name', ({ name, notes }) => {
  const prose = select('.prose', read(`chapters/${name}/index.html`)) as Element;
  const objectives = select('.head-objectives', read(`chapters/${name}/index.html`)) as Element;
  const deck = select('.deck', read(`present/${name}/index.html`)) as Element;
  const opening = 'h1, .title-number, .title-promise, .slide-section';

  test.each(KINDS)('every %s of the page is on the slides once, in order', (kind) => {
    const onPage = [...selectAll(kind, objectives), ...selectAll(kind, prose)].map(words);
    const onSlides = selectAll(kind, deck)
      .filter((element) => !matches(opening, element))
      .map(words);
    expect(onSlides).toEqual(onPage);
  });

  test('all of it stands in a unit or a heading, and no unit in another', () => {
    const bodies = selectAll('.slide > *', deck);
    const loose = bodies
      .flatMap(({ children }) => children)
      .filter((child): child is Element => child.type === 'element')
      .flatMap((child) => (matches('ul, ol', child) ? child.children : [child]))
      .filter((child): child is Element => child.type === 'element')
      .filter((child) => !('dataUnit' in child.properties) && !matches('h2, h3, .slide-section', child));
    expect(loose.map(words)).toEqual([]);
    expect(selectAll('[data-unit] [data-unit]', deck).map(words)).toEqual([]);
    expect(selectAll('.slide:not(:has([data-unit]))', deck).map(words)).toEqual([]);
  });

  test('the speaker’s window finds every note of the source, with its minutes', () => {
    const built = JSON.parse(readFileSync(join(DIST, `present/${name}/notes.json`), 'utf8')) as unknown[];
    expect(built).toMatchObject(
      notes.map(({ section, minutes, cut, misconceptions }) => ({
        section: section?.id ?? '',
        minutes,
        cut,
        misconceptions: misconceptions.map(({ says, ask }) => ({ says, ask })),
      })),
    );
    const slides = selectAll('.slide', deck).map(({ properties }) => properties['dataSection']);
    expect(notes.filter(({ section }) => !slides.includes(section?.id ?? ''))).toEqual([]);
  });
});

test('no script or data that readers’ pages load has a note', () => {
  const asks = chapters.flatMap(({ notes }) =>
    notes.flatMap(({ misconceptions }) => misconceptions.map(({ ask }) => JSON.stringify(ask).slice(1, -1))),
  );
  expect(asks.length).toBeGreaterThan(50);
  const found = globSync('**/*.{js,json,xml,txt}', { cwd: DIST })
    .filter((file) => !/^present\/[^/]+\/notes\.json$/.test(file.replaceAll('\\', '/')))
    .filter((file) => {
      const text = readFileSync(join(DIST, file), 'utf8');
      return asks.some((ask) => text.includes(ask));
    });
  expect(found).toEqual([]);
});
