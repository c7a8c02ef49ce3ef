/** What a page of the site becomes where nothing can be pressed: all that was folded is open, what needs a hand is named. */
import type { Element, ElementContent } from 'hast';
import { matches, select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';

/** Nothing of these is left. */
const CONTROLS = 'script, style, template, footer, nav, [popover], .term-card, .diagram-zoom';

/** A rule says what takes an element's place; the elements inside are visited afterwards. */
type Rule = [selector: string, replace: (element: Element) => ElementContent[]];

export function forPaper(content: readonly ElementContent[]): ElementContent[] {
  const root: Element = h('div', ...structuredClone([...content]));
  // Where a term of the glossary is used: forty pages of links, for which a reader of a volume has the search.
  for (const uses of selectAll('.entry details', root)) Object.assign(uses, { tagName: 'template' });
  const answers: Element[] = [];
  const rules: Rule[] = [
    [CONTROLS, () => []],
    ['.lab', (lab) => [labNotice(lab)]],
    ['details.question', (question) => [numbered(question, answers)]],
    ['details', (details) => [opened(details)]],
    ['button[popovertarget^="about-"]', (term) => [toGlossary(term)]],
    ['button', (button) => button.children],
  ];
  visit(root, 'element', (node, index, parent) => {
    const rule = rules.find(([selector]) => matches(selector, node));
    if (!rule || index === undefined || !parent) return undefined;
    parent.children.splice(index, 1, ...rule[1](node));
    return [SKIP, index];
  });
  if (answers.length > 0) {
    root.children.push(h('section.boxed', h('h2#answers', 'Answers'), h('ol.answers', ...answers)));
  }
  return root.children as ElementContent[];
}

/** A lab cannot run on paper: what it is, and how to get there. */
function labNotice(lab: Element): Element {
  const text = (selector: string) => toString(select(selector, lab) ?? h('p')).trim();
  const exercise = String(lab.properties['dataWorkbench'] ?? '');
  return h(
    'aside.note.lab-notice',
    h('p.note-kind', text('.wb-tag')),
    h('p.note-title', text('.wb-title')),
    h('p', `${text('.wb-exercise')}. This exercise runs in the handbook’s page. In your own editor:`),
    h('pre', h('code', `npm run lab -- check ${exercise} --dir my-copy`)),
  );
}

/** What opens a definition in the page leads to the glossary. */
function toGlossary(term: Element): Element {
  const id = String(term.properties['popoverTarget']).replace(/^about-/, '');
  return h('a', { href: `/glossary/#${id}` }, ...term.children);
}

/** The question stays; its answer goes to the end of the chapter, each with a link to the other. */
function numbered(question: Element, answers: Element[]): Element {
  const number = answers.length + 1;
  const ask = select('summary', question);
  const answer = select('.answer', question);
  answers.push(h(`li#answer-${number}`, ...forPaper(answer?.children ?? []), back(number)));
  return h(
    `p.question#question-${number}`,
    h('b', `${number}. `),
    ...(ask?.children ?? []),
    ' ',
    h('a', { href: `#answer-${number}` }, 'Answer'),
  );
}

const back = (number: number): Element =>
  h('p.answer-back', h('a', { href: `#question-${number}` }, 'Back to the question'));

function opened(details: Element): Element {
  const summary = details.children.find((child) => child.type === 'element' && child.tagName === 'summary');
  const label = summary ? toString(summary).replace(/^Show what it prints$/, 'It prints') : '';
  const rest = details.children.filter((child) => child !== summary);
  return h('div', { className: details.properties['className'] }, h('p', h('b', label)), ...rest);
}
