import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { chapterFields, requireChapter } from './components/shell/chapter-schema.ts';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: 'chapters/**/*.mdx' }),
    schema: (context) => docsSchema({ extend: chapterFields })(context).superRefine(requireChapter),
  }),
};
