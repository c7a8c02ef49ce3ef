import { expect, it } from 'vitest';
import { chapterFields, requireChapter } from '#components/shell/chapter-schema.ts';
import { z } from 'zod';

const schema = z
  .object({ description: z.string().optional(), template: z.string().optional(), ...chapterFields.shape })
  .superRefine(requireChapter);

const chapter = {
  description: 'One thread, one call stack, a few queues.',
  chapter: 2,
  status: 'complete',
  objectives: ['predict the order of any program'],
  minutes: { reading: 30 },
};

function problems(data: unknown): string[] {
  const result = schema.safeParse(data);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

it('accepts a whole chapter', () => {
  expect(problems(chapter)).toEqual([]);
});

it.each(['description', 'chapter', 'status', 'objectives', 'minutes'])(
  'names a missing %s and how to write it',
  (field) => {
    const { [field as keyof typeof chapter]: _left, ...rest } = chapter;
    expect(problems(rest)).toEqual([
      expect.stringMatching(new RegExp(`^${field}: A chapter needs “${field}”.+`)),
    ]);
  },
);

it('refuses an empty list of objectives', () => {
  expect(problems({ ...chapter, objectives: [] })).toEqual([expect.stringContaining('at least one')]);
});

it.each([
  ['chapter', 11],
  ['status', 'done'],
  ['minutes', { reading: 0 }],
])('refuses %s: %j', (field, value) => {
  expect(problems({ ...chapter, [field]: value })).not.toEqual([]);
});

it('asks nothing of a page that is no chapter', () => {
  expect(problems({ template: 'splash' })).toEqual([]);
});
