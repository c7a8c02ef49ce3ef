import { getCollection, type CollectionEntry } from 'astro:content';
import { parseChapter } from '#book/chapter-tree.ts';
import { findTermPlaces, type TermPlace } from '#book/term-places.ts';
import { listChapters, type Chapter } from './chapters.ts';

/** A link to a section of a chapter. */
interface PlaceLink {
  href: string;
  title: string;
}

export interface GlossaryItem {
  id: string;
  term: string;
  definition: string;
  see: readonly { id: string; term: string }[];
  /** Where the term is defined in the text: a link to the word, with the title of its section. */
  introduced: (PlaceLink & { chapter: Chapter }) | undefined;
  /** The sections that use it, chapter by chapter; none if it is used only where it is introduced. */
  used: readonly { chapter: Chapter; places: readonly PlaceLink[] }[];
}

/** The glossary from A to Z, with the places of the chapters as they are now. */
export async function listGlossary(): Promise<GlossaryItem[]> {
  const entries = (await getCollection('glossary')).map(({ data }) => data);
  const chapters = await listChapters();
  const bodies = new Map((await getCollection('docs')).map((entry) => [entry.id, entry] as const));
  const texts = chapters.map(({ id }) => ({ id, tree: treeOf(bodies.get(`chapters/${id}`)) }));
  const places = findTermPlaces(entries, texts);
  const termOf = new Map(entries.map(({ id, term }) => [id, term]));
  return entries
    .map(({ id, term, definition, see }) => {
      const { introduced, used: all = [] } = places.get(id) ?? {};
      // One that is used only where it is introduced has its link already.
      const used = all.length === 1 && all[0] === introduced ? [] : all;
      const home = chapters.find((chapter) => chapter.id === introduced?.chapter);
      return {
        id,
        term,
        definition,
        see: see.map((other) => ({ id: other, term: termOf.get(other) ?? other })),
        introduced:
          introduced && home
            ? { href: `${home.href}#term-${id}`, title: introduced.title, chapter: home }
            : undefined,
        used: chapters
          .map((chapter) => ({ chapter, places: linksInto(chapter, used) }))
          .filter(({ places: links }) => links.length > 0),
      };
    })
    .sort((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));
}

function treeOf(entry: CollectionEntry<'docs'> | undefined): ReturnType<typeof parseChapter> {
  return parseChapter(entry?.body ?? '', entry?.filePath ?? 'unnamed chapter');
}

function linksInto(chapter: Chapter, used: readonly TermPlace[]): PlaceLink[] {
  return used
    .filter((place) => place.chapter === chapter.id)
    .map(({ section, title }) => ({ href: `${chapter.href}#${section}`, title }));
}
