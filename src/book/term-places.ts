import type { Root, RootContent } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { GlossaryEntry } from './glossary.ts';
import { attributeOf, elementsOf, flatBlocks, headingIds } from './sections.ts';

/** A chapter as far as the glossary must know it. */
export interface ChapterText {
  /** The last part of its address, for example `event-model`. */
  id: string;
  tree: Root;
}

/** A section of a chapter, by the id of its heading. */
export interface TermPlace {
  chapter: string;
  section: string;
  title: string;
}

export interface TermPlaces {
  /** The `##` section that defines it; without it, no chapter marks the term. */
  introduced?: TermPlace | undefined;
  /** The `##` sections whose prose has the term or one of its other forms, in the order of the book. */
  used: readonly TermPlace[];
}

interface Stretch extends TermPlace {
  terms: readonly string[];
  text: string;
  /** The `##` section in which it stands. */
  within: TermPlace;
}

/** For each entry, by its id, the places of the book that introduce and use it. */
export function findTermPlaces(
  entries: readonly GlossaryEntry[],
  chapters: readonly ChapterText[],
): ReadonlyMap<string, TermPlaces> {
  const stretches = chapters.flatMap(stretchesOf);
  return new Map(
    entries.map((entry) => {
      const names = nameOf(entry);
      const introduced = stretches.find(({ terms }) => terms.includes(entry.id))?.within;
      const used = stretches
        .filter(({ chapter, text }) => (entry.only?.includes(chapter) ?? true) && names.test(text))
        .map(({ within }) => within);
      return [entry.id, { introduced, used: [...new Set(used)] }] as const;
    }),
  );
}

/** Finds the term or one of its forms, also in the plural, as whole words. */
function nameOf({ term, also }: GlossaryEntry): RegExp {
  const forms = [term, ...also].map((name) =>
    name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`),
  );
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${forms.join('|')})(?:e?s)?(?![\p{L}\p{N}_])`, 'iu');
}

/** The chapter cut at its headings. What ends a chapter (summary, questions, reading) is no place of use. */
function stretchesOf({ id: chapter, tree }: ChapterText): Stretch[] {
  const ids = headingIds(tree);
  const stretches: (Stretch & { text: string; terms: string[] })[] = [];
  let within: TermPlace = { chapter, section: '_top', title: 'Opening' };
  let current = { ...within, within, text: '', terms: [] as string[] };
  stretches.push(current);
  for (const block of flatBlocks(tree.children)) {
    if (block.type === 'mdxJsxFlowElement' && ENDINGS.has(block.name ?? '')) continue;
    if (block.type === 'heading' && block.depth <= 3) {
      const { id, title } = ids.get(block) as { id: string; title: string };
      const place = { chapter, section: id, title };
      if (block.depth === 2) within = place;
      current = { ...place, within, text: '', terms: [] };
      stretches.push(current);
    }
    current.text += ` ${proseOf(block)}`;
    current.terms.push(...termsOf(block));
  }
  return stretches;
}

const ENDINGS = new Set(['Summary', 'CheckYourself', 'FurtherReading']);

const termsOf = (block: RootContent): string[] =>
  elementsOf(block, 'Term').flatMap((term) => attributeOf(term, 'id') ?? []);

/** Words and inline code; no listings and no diagrams. Neighbours are joined as they stand, so that words stay whole. */
function proseOf(block: RootContent): string {
  let text = '';
  visit(block, (node) => {
    if (node.type === 'code') return SKIP;
    if (node.type === 'paragraph' || node.type === 'tableCell') text += ' ';
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
    return undefined;
  });
  return text;
}
