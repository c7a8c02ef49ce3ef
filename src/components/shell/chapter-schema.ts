import { z } from 'astro/zod';

/** What a chapter's frontmatter says beyond Starlight's own fields. Pages of the site leave all of it out. */
export const chapterFields = z.object({
  /** Position in the book, 1 to 10. */
  chapter: z.number().int().min(1).max(10).optional(),
  /** `being-written`: the chapter shows objectives and an outline. */
  status: z.enum(['complete', 'being-written']).optional(),
  /** What the reader can do afterwards; each completes “After this chapter you can …”. */
  objectives: z.array(z.string().min(1)).optional(),
  /** Minutes that reading takes; those of the labs come from their manifests. */
  minutes: z.object({ reading: z.number().int().positive() }).optional(),
});

type ChapterFields = z.infer<typeof chapterFields> & {
  description?: string | undefined;
  template?: string | undefined;
};

const HOW_TO: Readonly<Record<string, string>> = {
  chapter: 'the number of the chapter, for example “chapter: 2”',
  status: '“status: complete” or “status: being-written”',
  description: 'the chapter’s promise in one paragraph, “description: >-” and the text',
  objectives: 'a list, “objectives:” with at least one “- predict the order of …”',
  minutes: '“minutes: { reading: 25 }”',
};

/** Refuses a chapter that lacks a field, and says what to write. Pages (template “splash”) are no chapters. */
export function requireChapter(data: ChapterFields, context: z.RefinementCtx): void {
  if (data.template === 'splash') return;
  for (const [field, example] of Object.entries(HOW_TO)) {
    const value = data[field as keyof ChapterFields];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) {
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `A chapter needs “${field}” in its frontmatter: ${example}.`,
      });
    }
  }
}
