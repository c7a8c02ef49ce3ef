/** The instructor's notes of a chapter as data, for an agenda and for whoever runs a workshop. */
import type { Nodes, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import { BookError, type Place } from './book-error.ts';
import { parseChapterWithNotes } from './chapter-tree.ts';
import { type Cut, readNoteHead, readWords } from './instructor-attributes.ts';
import { mdxToMarkdown } from './mdx-to-markdown.ts';
import { isInstructorNote, withoutInstructorNotes } from './remark-instructor.ts';
import { flatBlocks, headingIds } from './sections.ts';

export interface Misconception {
  /** What somebody in the room says. */
  says: string;
  /** What to ask them. */
  ask: string;
  /** What the question leads to, as Markdown. */
  answer: string;
}

export interface InstructorNote {
  /** The `##` section that it belongs to; null for the chapter's opening. */
  section: { id: string; title: string } | null;
  /** Of the note, in the chapter's file. */
  line: number;
  /** Planned length, in whole minutes. */
  minutes: number;
  cut: Cut;
  /** What to do and to look out for, as Markdown. */
  notes: string;
  misconceptions: Misconception[];
}

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** After these a chapter has no section any more. */
const CLOSING = new Set(['Summary', 'CheckYourself', 'FurtherReading']);

/**
 * All `<Instructor minutes={8} cut="never">` blocks of a chapter, from top to bottom.
 * @param file the path that errors name
 * @throws BookError for a block in the wrong place, a wrong attribute, or a second block in one section
 */
export function readInstructorNotes(text: string, file: string): InstructorNote[] {
  const tree = parseChapterWithNotes(text, file);
  refuseMisplaced(tree, file);
  const ids = headingIds(withoutInstructorNotes({ ...tree }));
  const notes: InstructorNote[] = [];
  let section: InstructorNote['section'] = null;
  let noted = false;
  let closedBy: string | null = null;
  for (const block of tree.children) {
    if (isInstructorNote(block)) {
      const place = placeOf(block, file);
      if (closedBy !== null) throw afterTheEnd(place, closedBy);
      if (noted) throw second(place, section);
      notes.push({ section, ...readNote(block, text, file) });
      noted = true;
      continue;
    }
    if ('name' in block && CLOSING.has(block.name ?? '')) closedBy = block.name;
    const heading = flatBlocks([block]).findLast((inner) => inner.type === 'heading' && inner.depth === 2);
    if (!heading) continue;
    section = ids.get(heading) ?? null;
    noted = false;
  }
  return notes;
}

function readNote(block: MdxJsxFlowElement, text: string, file: string): Omit<InstructorNote, 'section'> {
  const place = placeOf(block, file);
  const head = readNoteHead(block, place);
  const own = block.children.filter((child) => !isMisconception(child));
  const notes = markdownOf(own, text);
  if (notes === '') throw new BookError(place, 'the note is empty', 'write what the instructor is to do.');
  const misconceptions = block.children
    .filter((child): child is MdxJsxFlowElement => isMisconception(child))
    .map((child) => readMisconception(child, text, placeOf(child, file)));
  return { line: place.line, ...head, notes, misconceptions };
}

function readMisconception(block: MdxJsxFlowElement, text: string, place: Place): Misconception {
  const words = readWords(block, ['says', 'ask'], place);
  const answer = markdownOf(block.children, text);
  if (answer === '') {
    throw new BookError(
      place,
      'the misconception has no answer',
      'write between its tags what the question leads to.',
    );
  }
  return { says: words['says'] ?? '', ask: words['ask'] ?? '', answer };
}

/** A note that the page's plugin does not see would be shown to readers. */
function refuseMisplaced(tree: Root, file: string): void {
  visit(tree, (node, _index, parent: Nodes | undefined) => {
    if (!isOurs(node)) return;
    const place = placeOf(node, file);
    if (node.name === 'Instructor' && (parent?.type !== 'root' || node.type !== 'mdxJsxFlowElement')) {
      throw new BookError(
        place,
        `<Instructor> stands inside ${shown(parent)}`,
        'put it at the top level of the file, with its tags on lines of their own.',
      );
    }
    const inNote = parent !== undefined && isInstructorNote(parent as RootContent);
    if (node.name === 'Misconception' && (!inNote || node.type !== 'mdxJsxFlowElement')) {
      throw new BookError(
        place,
        `<Misconception> stands ${parent?.type === 'root' ? 'outside a note' : `inside ${shown(parent)}`}`,
        'put it directly into an <Instructor> block, with its tags on lines of their own.',
      );
    }
  });
}

const isOurs = (node: Nodes): node is JsxElement =>
  (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') &&
  (node.name === 'Instructor' || node.name === 'Misconception');

const isMisconception = (node: Nodes): boolean => isOurs(node) && node.name === 'Misconception';

function shown(parent: Nodes | undefined): string {
  if (parent && 'name' in parent && parent.name) return `<${parent.name}>`;
  return parent?.type === 'paragraph' ? 'a line of prose' : 'another block';
}

function afterTheEnd(place: Place, closedBy: string): BookError {
  return new BookError(
    place,
    `<Instructor> stands after <${closedBy}>, where there is no section any more`,
    `put it at the end of its section, above <${closedBy}>.`,
  );
}

function second(place: Place, section: InstructorNote['section']): BookError {
  const where = section ? `the section “${section.title}”` : 'the opening of the chapter';
  return new BookError(
    place,
    `${where} has a note already`,
    'make the two one, with the sum of their minutes.',
  );
}

/** The source of some neighbouring blocks, as Markdown for readers outside the site. */
function markdownOf(blocks: readonly Nodes[], text: string): string {
  const sources = blocks.map(({ position }) =>
    text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0),
  );
  return mdxToMarkdown(sources.join('\n\n'));
}

function placeOf(node: Nodes, file: string): Place {
  return { file, line: node.position?.start.line ?? 1 };
}
