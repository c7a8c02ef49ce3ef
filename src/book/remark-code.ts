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
import { readFence, type Fence } from './fences.ts';
import { elementNode, htmlNode, shownPath } from './mdx-nodes.ts';
import { missingInPage, programOf, type BlockProgram, type PageNode } from './page-programs.ts';

/** Here blocks need not say where they run. */
const LAB_TEXT = /^labs\//;

/**
 * The remark plugin. Run it after the diagrams, which take the mermaid fences. `page` is what the page's runtime has:
 * blocks that it can run are marked for block-figure.ts; without it, none.
 */
export function remarkCode({ page }: { page?: PageNode } = {}) {
  return async (tree: Root, file: VFile): Promise<void> => {
    const inPage = pagePrograms(tree, file, page);
    for (const predict of predictsOf(tree)) predict.children = await foldPrediction(predict, file, inPage);
    const fences: { node: Code; parent: Parents }[] = [];
    visit(tree, 'code', (node, _index, parent) => {
      if (parent) fences.push({ node, parent });
    });
    for (const { node, parent } of fences) {
      const path = shownPath(file);
      const html = LAB_TEXT.test(path)
        ? await plainCodeToHtml(node.value, node.lang ?? '')
        : await fenceToHtml(readFence(node, path), inPage.get(node));
      const siblings = parent.children as RootContent[];
      siblings.splice(siblings.indexOf(node), 1, htmlNode(html, file));
    }
  };
}

/** The blocks that a reader may run in the page, each with its program. */
function pagePrograms(tree: Root, file: VFile, page: PageNode | undefined): Map<Code, BlockProgram> {
  const programs = new Map<Code, BlockProgram>();
  const path = shownPath(file);
  if (!page || LAB_TEXT.test(path)) return programs;
  const fences: { node: Code; fence: Fence }[] = [];
  visit(tree, 'code', (node) => {
    fences.push({ node, fence: readFence(node, path) });
  });
  const all = fences.map(({ fence }) => fence);
  for (const { node, fence } of fences) {
    if (fence.kind !== 'run') continue;
    const program = programOf(fence, all);
    if (missingInPage(fence, program.files, page) === null) programs.set(node, program);
  }
  return programs;
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
  inPage: ReadonlyMap<Code, BlockProgram>,
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
    flow(htmlNode(await fenceToHtmlWithoutOutput(fence, inPage.get(code)), file)),
    elementNode('details', { class: 'predict-answer' }, [
      flow(htmlNode(`<summary>Show what it prints</summary>${outputToHtml(fence.marks)}`, file)),
      ...predict.children.slice(at + 1),
    ]),
  ];
}
