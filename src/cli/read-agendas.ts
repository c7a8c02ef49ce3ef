/** The agendas of all chapters, from the instructor's notes in their source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { type InstructorNote, readInstructorNotes } from '#book/instructor.ts';
import { ROOT } from './install.mjs';

const FOLDER = 'content/chapters';

export interface ChapterAgenda {
  chapter: number;
  /** The last part of the chapter's address, for example `event-sourcing`. */
  name: string;
  title: string;
  /** Of all sections together. */
  minutes: number;
  sections: InstructorNote[];
}

/** @throws BookError if a note is wrong */
export function readAgendas(): ChapterAgenda[] {
  return readdirSync(join(ROOT, FOLDER))
    .filter((file) => file.endsWith('.mdx'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(ROOT, FOLDER, file), 'utf8');
      const { frontmatter } = parseFrontmatter(text);
      const sections = readInstructorNotes(text, `${FOLDER}/${file}`);
      return {
        chapter: Number(frontmatter['chapter']),
        name: file.replace(/^\d+-|\.mdx$/g, ''),
        title: String(frontmatter['title']),
        minutes: minutesOf(sections),
        sections,
      };
    });
}

export const minutesOf = (sections: readonly InstructorNote[]): number =>
  sections.reduce((sum, { minutes }) => sum + minutes, 0);
