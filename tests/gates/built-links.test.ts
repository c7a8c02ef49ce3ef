import { describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { checkSiteLinks } from './built-links.ts';
import { spellingProblems } from './external-links.ts';

const OTHER = '<h1 id="top">Other</h1>';

const check = (body: string, base?: string) => {
  const { path } = tempFolder({
    'index.html': `<!doctype html><html><head><link rel="canonical" href="http://localhost:1/"></head><body>${body}</body></html>`,
    'other/index.html': OTHER,
    'file.txt': 'x',
  });
  return checkSiteLinks(path, base);
};

describe('links into the site', () => {
  test('good ones are let through', () => {
    const good =
      '<p id="a"></p><a href="#a">1</a><a href="other/#top">2</a><a href="/other/">3</a><a href="file.txt">4</a><a href="?x#">5</a>';
    expect(check(good)).toMatchObject({ problems: [], internal: 5 });
    expect(check('<a href="/book/other/#top">1</a>', '/book/').problems).toEqual([]);
  });

  test.each([
    ['a page that does not exist', '<a href="nowhere/">1</a>', 'nowhere/index.html'],
    ['an anchor that does not exist', '<a href="other/#gone">1</a>', '#gone'],
    ['an anchor of its own that does not exist', '<a href="#gone">1</a>', '#gone'],
    ['a folder without its slash', '<a href="other">1</a>', 'slash'],
    ['a picture that does not exist', '<img src="gone.png">', 'gone.png'],
    ['a script that does not exist', '<script src="/gone.js"></script>', 'gone.js'],
    ['a popover that does not exist', '<button popovertarget="gone">1</button>', '#gone'],
    ['an id that stands twice', '<p id="a"></p><p id="a"></p>', '“a” stands twice'],
    ['a plain http address', '<a href="http://nodejs.org/">1</a>', 'no https address'],
    ['a mistyped address', '<a href="https//nodejs.org/">1</a>', 'no such file'],
    ['an address without host', '<a href="https://">1</a>', 'no https address'],
    ['an address of another kind', '<a href="javascript:void 0">1</a>', 'no https address'],
  ])('%s', (_, body, problem) => {
    expect(check(body).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('a link from the root, where the site lies under a path', () => {
    expect(check('<a href="/other/">1</a>', '/book/').problems).toEqual([
      expect.stringContaining('leaves the site, which lies under /book/'),
    ]);
  });
});

describe('links out of it', () => {
  test('are listed with their pages', () => {
    expect(check('<a href="https://nodejs.org/api/">1</a>').external).toEqual([
      { url: 'https://nodejs.org/api/', pages: ['index.html'] },
    ]);
  });

  const problemsOf = (...urls: string[]) => spellingProblems(urls.map((url) => ({ url, pages: ['a.html'] })));

  test.each([
    ['https://nodejs.org/api/events.html', 'https://nodejs.org/docs/latest/api/events.html'],
    ['https://example.org/a', 'https://example.org/a/'],
    ['https://www.example.org/a', 'https://example.org/a'],
    ['https://developer.mozilla.org/en-US/docs/Web', 'https://developer.mozilla.org/docs/Web'],
    ['https://www.rfc-editor.org/rfc/rfc6455', 'https://datatracker.ietf.org/doc/html/rfc6455'],
  ])('one source under two addresses: %s and %s', (one, other) => {
    expect(problemsOf(one, other)).toHaveLength(1);
  });

  test('two anchors of one source, and two sources, are let through', () => {
    expect(
      problemsOf(
        'https://example.org/a#x',
        'https://example.org/a#y',
        'https://example.org/b',
        'https://example.org/b?id=1',
      ),
    ).toEqual([]);
  });
});
