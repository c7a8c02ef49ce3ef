/** The packages that only the book's own blocks import: the dead-code tool cannot see them, so they are held here. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, test } from 'vitest';
import { parseFences } from '#book/fences.ts';
import { readChapters } from './source/chapters.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  devDependencies: Record<string, string>;
  knip: { ignoreDependencies: string[] };
};

/** Programs that the project's own tools start without importing them. */
const NOT_OF_THE_BOOK = ['oxlint', '@astrojs/check', 'internal'];

const imported = new Set(
  readChapters()
    .flatMap(({ file, text }) => parseFences(text, file))
    .filter((fence) => fence.kind === 'run')
    .flatMap(({ code }) => [...code.matchAll(/(?:\bfrom|\bimport\(?|\brequire\()\s*'([^'.][^']*)'/g)])
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !isBuiltin(specifier))
    .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
);

test('every package that a block imports is a development dependency', () => {
  expect([...imported].filter((name) => !(name in manifest.devDependencies))).toEqual([]);
});

test('no package is kept for the book that no block imports', () => {
  const kept = manifest.knip.ignoreDependencies.filter((name) => !NOT_OF_THE_BOOK.includes(name));
  expect(kept.filter((name) => !imported.has(name))).toEqual([]);
});
