import type { Nodes, Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

const processor = unified().use(remarkParse).use(remarkMdx);

/** MDX as Markdown for readers elsewhere: without imports, expressions and the tags of components; their text stays. */
export function mdxToMarkdown(mdx: string): string {
  const tree: Root = processor.parse(mdx);
  const cuts: [from: number, to: number][] = [];
  visit(tree, (node: Nodes) => {
    const [start, end] = spanOf(node);
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const [first, last] = [node.children[0], node.children.at(-1)];
      if (!first || !last) cuts.push([start, end]);
      else cuts.push([start, spanOf(first)[0]], [spanOf(last)[1], end]);
    } else if (/^mdx(jsEsm|FlowExpression|TextExpression)$/.test(node.type)) {
      cuts.push([start, end]);
      return SKIP;
    }
    return undefined;
  });
  const kept = cuts
    .sort((a, b) => b[0] - a[0])
    .reduce((text, [from, to]) => text.slice(0, from) + text.slice(to), mdx);
  return kept.replace(/\n{3,}/g, '\n\n').trim();
}

function spanOf({ position }: Nodes): [number, number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}
