import type { MDXInstance } from 'astro';

const tasks = import.meta.glob<MDXInstance<Record<string, unknown>>>('/labs/*/exercises/*/task.mdx');

/** The component that renders an exercise's task. */
export async function taskOf(lab: string, exercise: string) {
  const path = `labs/${lab}/exercises/${exercise}/task.mdx`;
  const load = tasks[`/${path}`];
  if (!load) throw new Error(`${path} is missing: write the exercise's task there.`);
  return (await load()).Content;
}
