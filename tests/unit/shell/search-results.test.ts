import { describe, expect, test } from 'vitest';
import { entryNamed } from '#components/shell/search-results.ts';

const section = (title: string) => ({
  title,
  url: `/glossary/#${title}`,
  excerpt: '',
  weighted_locations: [],
});
const glossary = {
  meta: { title: 'Glossary' },
  sub_results: [section('event loop'), section('publish–subscribe'), section('event')],
};

describe('the glossary entry with the name that was typed', () => {
  test.each([
    ['event', 'event'],
    ['Events', 'event'],
    ['event  loop', 'event loop'],
    ['publish-subscribe', 'publish–subscribe'],
  ])('%s', (typed, title) => {
    expect(entryNamed(typed, glossary)?.title).toBe(title);
  });

  test.each([['loop'], ['eventual'], ['']])('none for “%s”', (typed) => {
    expect(entryNamed(typed, glossary)).toBeUndefined();
  });

  test('none where the glossary was not found', () => {
    expect(entryNamed('event', undefined)).toBeUndefined();
  });
});
