import type { MDXInstance } from 'astro';
import { mdxToMarkdown } from '#book/mdx-to-markdown.ts';

const texts = import.meta.glob<string>('/labs/*/exercises/*/task.mdx', { query: '?raw', import: 'default' });
const tasks = import.meta.glob<MDXInstance<Record<string, unknown>>>('/labs/*/exercises/*/task.mdx');

/** The component that renders an exercise's task. */
export async function taskOf(lab: string, exercise: string) {
  return (await load(tasks, lab, exercise)).Content;
}

/** The task as Markdown, for readers outside the page. */
export async function taskTextOf(lab: string, exercise: string): Promise<string> {
  return mdxToMarkdown(await load(texts, lab, exercise));
}

function load<T>(files: Record<string, () => Promise<T>>, lab: string, exercise: string): Promise<T> {
  const path = `labs/${lab}/exercises/${exercise}/task.mdx`;
  const read = files[`/${path}`];
  if (!read) throw new Error(`${path} is missing: write the exercise's task there.`);
  return read();
}
