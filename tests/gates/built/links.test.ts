import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { UNDER_BASE } from '#cli/stages.ts';
import { checkSiteLinks } from '../built-links.ts';
import { spellingProblems } from '../external-links.ts';

describe.each([
  ['at the root', 'dist', '/'],
  [`under ${UNDER_BASE.base}`, UNDER_BASE.out, UNDER_BASE.base],
])('the site %s', (_, folder, base) => {
  const { problems, external, internal } = checkSiteLinks(join(ROOT, folder), base);

  test('has no broken link, anchor or address', () => {
    expect(problems.join('\n')).toBe('');
  });

  test('links its pages to one another, and to sources', () => {
    expect(internal).toBeGreaterThan(1000);
    expect(external.length).toBeGreaterThan(50);
  });

  test('names each source by one address', () => {
    expect(spellingProblems(external).join('\n')).toBe('');
  });
});
