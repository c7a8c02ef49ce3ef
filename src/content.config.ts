import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { GLOSSARY_FILE, glossaryEntrySchema, parseGlossary } from './book/glossary.ts';
import { chapterFields, requireChapter } from './components/shell/chapter-schema.ts';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: 'chapters/**/*.mdx' }),
    schema: (context) => docsSchema({ extend: chapterFields })(context).superRefine(requireChapter),
  }),
  glossary: defineCollection({
    loader: file(GLOSSARY_FILE, { parser: (text) => parseGlossary(text) }),
    schema: glossaryEntrySchema,
  }),
};
