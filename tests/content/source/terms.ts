import { toString } from 'mdast-util-to-string';
import { GLOSSARY_FILE, type GlossaryEntry } from '#book/glossary.ts';
import { attributeOf, elementsOf } from '#book/sections.ts';
import { findTermPlaces } from '#book/term-places.ts';
import type { Chapter } from './chapters.ts';

/** What is wrong between the chapters and the glossary, each with what to write. */
export function termProblems(entries: readonly GlossaryEntry[], chapters: readonly Chapter[]): string[] {
  return [...markProblems(entries, chapters), ...entryProblems(entries, chapters)];
}

/** Marks without a definition, and terms that are marked twice. */
function markProblems(entries: readonly GlossaryEntry[], chapters: readonly Chapter[]): string[] {
  const defined = new Set(entries.map(({ id }) => id));
  const marked = new Map<string, string>();
  return chapters.flatMap(({ file, tree }) =>
    elementsOf(tree, 'Term').flatMap((mark) => {
      const place = `${file}:${mark.position?.start.line ?? 1}`;
      const id = attributeOf(mark, 'id');
      if (id === undefined)
        return [`${place}: <Term> needs an id: <Term id="dead-letter">dead letter</Term>.`];
      const first = marked.get(id);
      if (first !== undefined) {
        return [
          `${place}: <Term id="${id}"> marks what ${first} has marked. Write “${toString(mark)}” without the mark.`,
        ];
      }
      marked.set(id, place);
      return defined.has(id) ? [] : [`${place}: ${withoutEntry(id, toString(mark))}`];
    }),
  );
}

const withoutEntry = (id: string, words: string): string =>
  [
    `the glossary does not define “${id}”. Write into ${GLOSSARY_FILE}, where the alphabet puts it:`,
    '',
    `- id: ${id}`,
    `  term: ${words.replace(/\s+/g, ' ')}`,
    '  definition: >-',
    '    One to three sentences that say what it is.',
    '  see: [ids of related entries]',
    '',
  ].join('\n');

/** Entries that the finished book does not need, and chapters that it does not have. */
function entryProblems(entries: readonly GlossaryEntry[], chapters: readonly Chapter[]): string[] {
  const texts = chapters.map(({ frontmatter, tree }) => ({
    id: String(frontmatter['slug']).replace(/^chapters\//, ''),
    tree,
  }));
  const places = findTermPlaces(entries, texts);
  const ids = new Set(texts.map(({ id }) => id));
  // A chapter that is being written may yet use what is defined already.
  const isWhole = chapters.every(({ frontmatter }) => frontmatter['status'] !== 'being-written');
  return entries.flatMap(({ id, only = [] }) => {
    const { introduced, used } = places.get(id) ?? { used: [] };
    const unused =
      isWhole && introduced === undefined && used.length === 0
        ? [
            `${GLOSSARY_FILE}: no chapter uses “${id}”. Take the entry out, or add the form they use to “also”.`,
          ]
        : [];
    const unknown = only.filter((chapter) => !ids.has(chapter));
    return [
      ...unused,
      ...unknown.map(
        (chapter) =>
          `${GLOSSARY_FILE}: “only” of ${id} names ${chapter}; the chapters are ${[...ids].join(', ')}.`,
      ),
    ];
  });
}
