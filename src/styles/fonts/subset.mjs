/**
 * Writes the book's four font files: run `node src/styles/fonts/subset.mjs` after a font package changes.
 *
 * The packages' Latin files weigh 140 kB without an italic; a chapter page may load 110 kB.
 * What is kept: ASCII, Western European letters and typographic marks, and the weights 400 to 700.
 */
import { readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const here = new URL('./', import.meta.url);

const range = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join('');

const letters = range(0x20, 0x7e) + range(0xa0, 0xff);
const marks = '–—‘’“”…•′−×™€↑↓';
const weights = { min: 400, max: 700 };

const faces = [
  {
    source: import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    target: 'inter.woff2',
    weight: weights,
  },
  {
    source: import.meta
      .resolve('@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2'),
    target: 'serif.woff2',
    weight: weights,
  },
  {
    source: import.meta
      .resolve('@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2'),
    target: 'serif-italic.woff2',
    weight: 400,
  },
  {
    source: import.meta
      .resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'),
    target: 'mono.woff2',
    weight: weights,
  },
];

for (const { source, target, weight } of faces) {
  const original = await readFile(new URL(source));
  const subset = await subsetFont(original, letters + marks, {
    targetFormat: 'woff2',
    variationAxes: { wght: weight },
    // Code shows the characters that were typed: `=>` and `===` stay two and three glyphs, and save 6 kB.
    noLayoutClosure: target === 'mono.woff2',
  });
  await writeFile(new URL(target, here), subset);
  console.log(`${target}: ${original.length} → ${subset.length} bytes`);
}
