import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { BookError } from './book-error.ts';
import {
  describeDiagram,
  mermaidVersion,
  RENDER_COMMAND,
  RENDERS_FOLDER,
  type Diagram,
} from './diagrams/renders.ts';
import { readFence } from './fences.ts';
import { escapeHtml } from './html.ts';
import { htmlNode, shownPath } from './mdx-nodes.ts';

/**
 * The remark plugin: puts the rendered picture in the place of each mermaid fence, as
 *   <figure class="diagram"><div class="diagram-scroll" tabindex="0"><svg …></div><figcaption>title</figcaption></figure>
 * styled by diagrams.css; diagram-zoom.ts adds the button that enlarges it.
 */
export function remarkDiagrams(options: { root?: string } = {}) {
  return (tree: Root, file: VFile): void => {
    const root = options.root ?? file.cwd;
    visit(tree, 'code', (node, index, parent) => {
      if (node.lang !== 'mermaid' || index === undefined || !parent) return;
      const fence = readFence(node, shownPath(file));
      if (fence.kind !== 'diagram') return;
      const diagram = describeDiagram(fence, mermaidVersion(root));
      parent.children[index] = htmlNode(figure(diagram, readRender(root, diagram)), file);
    });
  };
}

function readRender(root: string, { fence, fileName }: Diagram): string {
  try {
    return readFileSync(join(root, RENDERS_FOLDER, fileName), 'utf8').trim();
  } catch {
    throw new BookError(
      fence.place,
      `the diagram “${fence.title}” has no picture for its present text (${RENDERS_FOLDER}/${fileName})`,
      `run \`${RENDER_COMMAND}\` and keep the files it writes.`,
    );
  }
}

function figure({ fence }: Diagram, svg: string): string {
  const width = /width="([\d.]+)"/.exec(svg)?.[1] ?? '0';
  return (
    `<figure class="diagram" style="--natural-width:${width}"><div class="diagram-scroll" tabindex="0">${svg}</div>` +
    `<figcaption>${escapeHtml(fence.title)}</figcaption></figure>`
  );
}
