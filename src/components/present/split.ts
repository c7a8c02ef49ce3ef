/**
 * A chapter's text as slides. A slide is what stands under one heading; its units are what a step shows or leaves out:
 * paragraphs, list items, code, and the units that have a step to themselves. How many units make a step is found out
 * in the browser, where there is a screen to measure. Nothing is left out, nothing is shown twice, and without scripts
 * the slides stand below one another.
 */
import type { Element, Nodes, RootContent } from 'hast';
import { matches, select } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { h } from 'hastscript';

export interface Slides {
  /** `<section class="slide">` each. */
  slides: Element[];
  /** What shows nothing: scripts. */
  rest: Element[];
  /** How many units there are; they are numbered from 0 in `data-unit`. */
  units: number;
}

/** The chapter's own beginning, which its text does not have. */
export interface Opening {
  number: number;
  title: string;
  promise: string;
  objectives: readonly string[];
}

const SILENT = 'script, style, link, template, meta';
/** These have a step to themselves. */
const SOLO = '.predict, .lab, .diagram, .note, .table-scroll, .question';
/** Of a boxed section and of a list, each part is a unit. */
const PARTED = 'ul, ol';

interface Run {
  /** The address of the `##` section it belongs to; empty for the opening. */
  section: string;
  title: string;
  /** Its own, from the outer one to the inner one; the opening has none. */
  headings: Element[];
  content: Element[];
}

/** @param content the chapter's rendered text: what stands between the head and the foot of its page */
export function splitIntoSlides(content: readonly RootContent[], opening: Opening): Slides {
  const rest: Element[] = [];
  const runs: Run[] = [{ section: '', title: opening.title, headings: [], content: [] }];
  for (const block of blocksOf(content)) {
    const { section, title } = runs.at(-1) as Run;
    if (matches(SILENT, block)) rest.push(block);
    else if (block.tagName === 'h2') {
      const [id, words] = [String(block.properties['id'] ?? ''), toString(block).trim()];
      runs.push({ section: id, title: words, headings: [block], content: [] });
    } else if (block.tagName === 'h3') {
      const { headings, content: before } = runs.at(-1) as Run;
      // A section that begins with a subsection has nothing of its own to show: both begin together.
      if (headings.length === 1 && before.length === 0) headings.push(block);
      else runs.push({ section, title, headings: [block], content: [] });
    } else (runs.at(-1) as Run).content.push(block);
  }
  let units = 0;
  const number = (unit: Element): void => {
    unit.properties['dataUnit'] = units++;
  };
  const slides = [titleSlide(opening, number), ...objectivesSlide(opening, number)];
  for (const run of runs) if (run.content.length > 0) slides.push(slideOf(run, number));
  return { slides, rest, units };
}

/** Elements at the top, with the parts of what a chapter ends with in place of its box. */
function blocksOf(content: readonly Nodes[]): Element[] {
  return content.flatMap((node) => {
    if (node.type !== 'element') {
      if (node.type === 'text' && node.value.trim() !== '')
        throw new Error(`A chapter’s text has loose words that no slide would show: “${node.value.trim()}”.`);
      return [];
    }
    return matches('.boxed', node) ? blocksOf(node.children) : [node];
  });
}

function titleSlide({ number, title, promise }: Opening, count: (unit: Element) => void): Element {
  const unit = h('div.title-unit', h('p.title-number', { ariaHidden: 'true' }, String(number)), [
    h('h1', h('span.sr-only', `Chapter ${number}: `), title),
    h('p.title-promise', promise),
  ]);
  unit.properties['dataSolo'] = '';
  count(unit);
  return h('section.slide.slide-title', { dataSection: '', dataTitle: title }, h('div.slide-body', unit));
}

function objectivesSlide({ objectives, title }: Opening, count: (unit: Element) => void): Element[] {
  if (objectives.length === 0) return [];
  const heading = h('h2', { id: 'objectives' }, 'After this chapter you can');
  const list = h(
    'ul',
    objectives.map((words) => h('li', words)),
  );
  return [slideOf({ section: '', title, headings: [heading], content: [list] }, count)];
}

function slideOf({ section, title, headings, content }: Run, count: (unit: Element) => void): Element {
  for (const block of content) {
    for (const unit of matches(PARTED, block) ? partsOf(block) : [block]) {
      if (matches(SOLO, unit)) unit.properties['dataSolo'] = '';
      if (unit.tagName === 'p' && /[:：]\s*$/.test(toString(unit))) unit.properties['dataLead'] = '';
      sizeCode(unit);
      count(unit);
    }
  }
  const inner = headings.at(-1);
  const above = headings[0]?.tagName === 'h3' ? [h('p.slide-section', { ariaHidden: 'true' }, title)] : [];
  return h(
    'section.slide',
    { dataSection: section, dataTitle: inner ? toString(inner).trim() : title },
    ...(inner ? [h('header.slide-head', ...above, ...headings)] : []),
    h('div.slide-body.prose', ...content),
  );
}

/** The items of a list, each with its number, which must not change when those before it are hidden. */
function partsOf(list: Element): Element[] {
  const items = list.children.filter((child): child is Element => child.type === 'element');
  if (list.tagName === 'ol') {
    const start = Number(list.properties['start'] ?? 1);
    for (const [index, item] of items.entries()) item.properties['value'] ??= String(start + index);
  }
  return items;
}

/** How wide and how long a program is, so that its type can be as large as the screen allows. */
function sizeCode(unit: Element): void {
  const figure = matches('figure.code', unit) ? unit : select('figure.code', unit);
  const pre = figure && select('pre', figure);
  if (!figure || !pre) return;
  const lines = toString(pre).trimEnd().split('\n');
  const cols = Math.max(...lines.map((line) => [...line].length));
  // On the unit, whose columns depend on it too.
  unit.properties['style'] = `--cols:${cols};--rows:${lines.length}`;
}
