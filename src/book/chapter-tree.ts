import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { BookError } from './book-error.ts';
import { withoutInstructorNotes } from './remark-instructor.ts';

const FRONTMATTER = /^---\n[\s\S]*?\n---(?=\n|$)/;

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkMdx);

/** The text with its frontmatter blanked out, so that lines and columns stay where they are. */
function withoutFrontmatter(text: string): string {
  return text.replace(FRONTMATTER, (head) => head.replace(/[^\n]/g, ' '));
}

/**
 * The syntax tree of a chapter as its readers get it, without the instructor's notes; positions are those of the
 * file.
 * @throws BookError when the text is no valid MDX.
 */
export function parseChapter(text: string, file: string): Root {
  return withoutInstructorNotes(parseChapterWithNotes(text, file));
}

/** The same with the instructor's notes. */
export function parseChapterWithNotes(text: string, file: string): Root {
  try {
    return processor.parse(withoutFrontmatter(text));
  } catch (error) {
    const { message, line } = error as { message: string; line?: number };
    throw new BookError(
      { file, line: line ?? 1 },
      `this is no valid MDX: ${message}`,
      'mend the markup there.',
    );
  }
}
