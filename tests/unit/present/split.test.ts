import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { describe, expect, test } from 'vitest';
import { splitIntoSlides } from '#components/present/split.ts';

const OPENING = {
  number: 5,
  title: 'Microservices',
  promise: 'You will know.',
  objectives: ['tell', 'judge'],
};

function split(html: string, opening = OPENING) {
  const { slides, rest, units } = splitIntoSlides(fromHtml(html, { fragment: true }).children, opening);
  const root = { type: 'root' as const, children: slides };
  const titles = slides.map((slide) => toString(select('h1, h2, h3', slide) ?? slide).trim());
  return { slides, rest, units, titles, all: (selector: string) => selectAll(selector, root) };
}

test('a chapter opens with its title and what it promises, then its objectives one by one', () => {
  const { slides, all, units } = split('');
  expect(slides.map((slide) => toString(slide))).toEqual([
    '5Chapter 5: MicroservicesYou will know.',
    'After this chapter you cantelljudge',
  ]);
  expect(all('[data-unit]').map(({ tagName }) => tagName)).toEqual(['div', 'li', 'li']);
  expect(units).toBe(3);
  expect(split('', { ...OPENING, objectives: [] }).slides).toHaveLength(1);
});

test('each heading of the second and third level begins a slide, and the third names its section', () => {
  const { titles, slides } = split(
    '<p>Open.</p><h2 id="a">A</h2><p>One.</p><h3 id="b">B</h3><p>Two.</p><h2 id="c">C</h2><p>Three.</p>',
  );
  expect(titles.slice(2)).toEqual(['Open.', 'A', 'B', 'C']);
  expect(slides.slice(2).map(({ properties }) => properties['dataSection'])).toEqual(['', 'a', 'a', 'c']);
  expect(toString(select('.slide-section', slides[4]!)!)).toBe('A');
});

test('a section that begins with a subsection begins on its slide; no heading stands alone', () => {
  const { slides } = split('<h2 id="a">A</h2><h3 id="b">B</h3><p>One.</p><h3 id="c">C</h3><p>Two.</p>');
  expect(slides.slice(2).map((slide) => toString(slide))).toEqual(['ABOne.', 'ACTwo.']);
  expect(slides[2]?.properties).toMatchObject({ dataSection: 'a', dataTitle: 'B' });
  expect(selectAll('h2, h3', slides[2]!)).toHaveLength(2);
});

test('what ends a chapter becomes slides of its own, with a step for each question', () => {
  const { titles, all } = split(
    `<section class="boxed"><h2 id="check-yourself">Check yourself</h2>
      <details class="question"><summary>Why?</summary><div class="answer"><p>So.</p></div></details>
      <details class="question"><summary>How?</summary><div class="answer"><p>Thus.</p></div></details></section>`,
  );
  expect(titles.at(-1)).toBe('Check yourself');
  expect(all('.question').map(({ properties }) => 'dataSolo' in properties)).toEqual([true, true]);
});

test.each([
  ['<div class="predict"><figure class="code"><pre>a</pre></figure></div>', true],
  ['<section class="lab" data-workbench="x"></section>', true],
  ['<figure class="diagram"></figure>', true],
  ['<aside class="note"></aside>', true],
  ['<div class="table-scroll"><table></table></div>', true],
  ['<p>Words.</p>', false],
  ['<figure class="code"><pre>a</pre></figure>', false],
])('%s has a step to itself: %s', (html, solo) => {
  const unit = split(`<h2 id="a">A</h2>${html}`).all('[data-unit]').at(-1);
  expect(unit && 'dataSolo' in unit.properties).toBe(solo);
});

describe('lists', () => {
  test('each item is a unit, and keeps its number when those before it are hidden', () => {
    const { all } = split('<h2 id="a">A</h2><ol start="3"><li>x</li><li>y</li></ol>');
    expect(all('ol > li').map(({ properties }) => [properties['value'], 'dataUnit' in properties])).toEqual([
      ['3', true],
      ['4', true],
    ]);
  });
});

test('a paragraph that ends in a colon leads to what follows', () => {
  const { all } = split('<h2 id="a">A</h2><p>Like this:</p><p>So.</p>');
  expect(
    all('p[data-unit]')
      .slice(-2)
      .map(({ properties }) => 'dataLead' in properties),
  ).toEqual([true, false]);
});

test('a program says how wide and long it is', () => {
  const { all } = split('<h2 id="a">A</h2><figure class="code"><pre>12345\n1\n\n</pre></figure>');
  expect(all('figure.code')[0]?.properties['style']).toBe('--cols:5;--rows:2');
});

test('units are numbered from 0 without a gap; scripts are none, and are not lost', () => {
  const { all, rest, units } = split('<p>a</p><script src="x"></script><h2 id="a">A</h2><p>b</p>');
  const numbers = all('[data-unit]').map(({ properties }) => properties['dataUnit']);
  expect(numbers).toEqual(Array.from({ length: units }, (_, index) => index));
  expect(rest.map(({ tagName }) => tagName)).toEqual(['script']);
});

test('loose words, which no slide could show, fail the build', () => {
  expect(() => split('<p>a</p> lost words')).toThrow('“lost words”');
});
