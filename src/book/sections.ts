import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** A place that a link can point to, with the words that stand there. */
export interface Section {
  id: string;
  line: number;
  /** Prose, code, tables and labels in one line, markup left out. */
  text: string;
}

/** Every heading (down to the next one of its level) and every element with an id, from top to bottom. */
export function sectionsOf(tree: Root): Section[] {
  return [...headingSections(tree), ...elementSections(tree)];
}

/** All elements of one name: `elementsOf(tree, 'Lab')`. */
export function elementsOf(tree: Nodes, name: string): JsxElement[] {
  const found: JsxElement[] = [];
  visit(tree, (node) => {
    if (isElement(node) && node.name === name) found.push(node);
  });
  return found;
}

/** A literal attribute; undefined when it is absent or an expression. */
export function attributeOf(element: JsxElement, name: string): string | undefined {
  const found = element.attributes.find(
    (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === name,
  );
  return typeof found?.value === 'string' ? found.value : undefined;
}

/** The text of nodes as a reader finds it, on one line. */
function plainText(nodes: readonly Nodes[]): string {
  return nodes.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}

/** Every heading with the id that the page gives it, and its words. */
export function headingIds(tree: Root): ReadonlyMap<RootContent, { id: string; title: string }> {
  const slugger = new GithubSlugger();
  const headings = flatBlocks(tree.children).filter((block) => block.type === 'heading');
  return new Map(
    headings.map((heading) => [heading, { id: slugger.slug(toString(heading)), title: toString(heading) }]),
  );
}

function headingSections(tree: Root): Section[] {
  const ids = headingIds(tree);
  const blocks = flatBlocks(tree.children);
  return blocks.flatMap((block, index) => {
    if (block.type !== 'heading') return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((next) => next.type === 'heading' && next.depth <= block.depth);
    const own = [block, ...(end === -1 ? rest : rest.slice(0, end))];
    return [{ id: ids.get(block)?.id ?? '', line: lineOf(block), text: plainText(own) }];
  });
}

/** Blocks in reading order, with the contents of elements in place of the elements that hold headings. */
export function flatBlocks(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap((node) =>
    node.type === 'mdxJsxFlowElement' &&
    node.children.some((child) => (child as RootContent).type === 'heading')
      ? flatBlocks(node.children as RootContent[])
      : [node],
  );
}

function elementSections(tree: Root): Section[] {
  const sections: Section[] = [];
  visit(tree, (node) => {
    if (!isElement(node)) return;
    const id = attributeOf(node, 'id');
    // A lab's id names the lab, and a term's is made distinct by its component.
    if (id === undefined || node.name === 'Lab') return;
    const anchor = node.name === 'Term' ? `term-${id}` : id;
    sections.push({ id: anchor, line: lineOf(node), text: plainText([node]) });
  });
  return sections;
}

function wordsOf(node: Nodes): string {
  if (isElement(node)) {
    const attributes = node.attributes.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    const separator = node.type === 'mdxJsxFlowElement' ? ' ' : '';
    const inner = node.children.map((child) => wordsOf(child)).join(separator);
    return node.type === 'mdxJsxFlowElement' ? [...attributes, inner].join(' ') : inner;
  }
  if (node.type === 'code') return `${node.meta ?? ''} ${node.value}`;
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const inline = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell';
  const isPhrase =
    inline || !['root', 'list', 'listItem', 'table', 'tableRow', 'blockquote'].includes(node.type);
  return (node.children as Nodes[]).map(wordsOf).join(isPhrase ? '' : ' ');
}

const isElement = (node: { type: string }): node is JsxElement =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

const lineOf = (node: Heading | JsxElement): number => node.position?.start.line ?? 1;
