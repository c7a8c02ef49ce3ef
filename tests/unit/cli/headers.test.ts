import { describe, expect, test } from 'vitest';
import { headersFor, parseHeaders } from '#cli/headers.ts';

const RULES = parseHeaders(`# the whole site
/*
  X-Content-Type-Options: nosniff

/labs/*
  Cross-Origin-Opener-Policy: same-origin
  Cache-Control: no-cache
  Cache-Control: no-transform

/chapters/:chapter/
  X-Chapter: yes
/exact.js
\tX-Exact: a: b
`);

const headers = (path: string) => Object.fromEntries(headersFor(RULES, path));

describe('the header rules', () => {
  test('apply by path, with stars and placeholders', () => {
    expect(headers('/')).toEqual({ 'x-content-type-options': 'nosniff' });
    expect(headers('/labs/event-loop/01-a/')).toMatchObject({ 'cross-origin-opener-policy': 'same-origin' });
    expect(headers('/chapters/event-model/')).toMatchObject({ 'x-chapter': 'yes' });
    expect(headers('/chapters/event-model/deeper/')).not.toHaveProperty('x-chapter');
    expect(headers('/chapters/')).not.toHaveProperty('x-chapter');
    expect(headers('/exact-js')).not.toHaveProperty('x-exact');
  });

  test('keep a colon in a value', () => {
    expect(headers('/exact.js')).toMatchObject({ 'x-exact': 'a: b' });
  });

  test('join the values of one header with a comma', () => {
    expect(headers('/labs/')).toMatchObject({ 'cache-control': 'no-cache, no-transform' });
  });
});

describe('a malformed file is refused with its name, the line and the remedy', () => {
  test.each([
    ['labs/*\n  A: b', 'line 1', 'Start a path with “/”'],
    ['/labs/*\n  A b', 'line 2', 'Name: value'],
    ['# comment\n  A: b', 'line 2', 'Put a line with the path above it'],
  ])('%j', (text, line, remedy) => {
    expect(() => parseHeaders(text)).toThrow('public/_headers');
    expect(() => parseHeaders(text)).toThrow(line);
    expect(() => parseHeaders(text)).toThrow(remedy);
  });
});
