/**
 * Turns the book's fences into what the reader sees.
 *
 * Every fence (mermaid aside) becomes
 *   <figure class="code"><figcaption>[.code-title] .code-host</figcaption><pre><code>…</code></pre></figure>
 * with `// →` comments as `span.out` and `// ✗` comments as `span.out.err` (src/book/code.css styles all of it). In the
 * text of a lab there is no caption, because its blocks only illustrate.
 *
 * `<Predict question="…">` must hold exactly one runnable fence that prints something. Its children become
 *   whatever stood before the fence
 *   <figure class="code">… without the output comments …</figure>
 *   <details class="predict-answer">
 *     <summary>Show what it prints</summary>
 *     <ol class="predict-output"><li><code>A</code></li> … <li class="err">…</li></ol>
 *     whatever stood after the fence: the explanation
 *   </details>
 * so Predict.astro needs its `question` prop and one default slot; it works without scripts.
 */
import type { Code, Parents, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { BookError } from './book-error.ts';
import { fenceToHtml, fenceToHtmlWithoutOutput, outputToHtml, plainCodeToHtml } from './code-html.ts';
import { readFence } from './fences.ts';
import { elementNode, htmlNode, shownPath } from './mdx-nodes.ts';

/** Here blocks need not say where they run. */
const LAB_TEXT = /^labs\//;

/** The remark plugin. Run it after the diagrams, which take the mermaid fences. */
export function remarkCode() {
  return async (tree: Root, file: VFile): Promise<void> => {
    for (const predict of predictsOf(tree)) predict.children = await foldPrediction(predict, file);
    const fences: { node: Code; parent: Parents }[] = [];
    visit(tree, 'code', (node, _index, parent) => {
      if (parent) fences.push({ node, parent });
    });
    for (const { node, parent } of fences) {
      const path = shownPath(file);
      const html = LAB_TEXT.test(path)
        ? await plainCodeToHtml(node.value, node.lang ?? '')
        : await fenceToHtml(readFence(node, path));
      const siblings = parent.children as RootContent[];
      siblings.splice(siblings.indexOf(node), 1, htmlNode(html, file));
    }
  };
}

function predictsOf(tree: Root): MdxJsxFlowElement[] {
  const found: MdxJsxFlowElement[] = [];
  visit(tree, 'mdxJsxFlowElement', (node) => {
    if (node.name === 'Predict') found.push(node);
  });
  return found;
}

async function foldPrediction(
  predict: MdxJsxFlowElement,
  file: VFile,
): Promise<MdxJsxFlowElement['children']> {
  const place = { file: shownPath(file), line: predict.position?.start.line ?? 1 };
  const codes = predict.children.filter((child) => child.type === 'code');
  const code = codes[0];
  if (!code || codes.length > 1) {
    throw new BookError(
      place,
      `<Predict> holds ${codes.length} fences`,
      'put exactly one fence into each <Predict>.',
    );
  }
  const fence = readFence(code, place.file);
  if (fence.kind !== 'run' || fence.marks.length === 0) {
    throw new BookError(
      place,
      '<Predict> needs a block that runs and prints something',
      'use a “js node” or “js browser” fence with “// →” comments.',
    );
  }
  const at = predict.children.indexOf(code);
  const flow = (node: RootContent) => node as MdxJsxFlowElement['children'][number];
  return [
    ...predict.children.slice(0, at),
    flow(htmlNode(await fenceToHtmlWithoutOutput(fence), file)),
    elementNode('details', { class: 'predict-answer' }, [
      flow(htmlNode(`<summary>Show what it prints</summary>${outputToHtml(fence.marks)}`, file)),
      ...predict.children.slice(at + 1),
    ]),
  ];
}
