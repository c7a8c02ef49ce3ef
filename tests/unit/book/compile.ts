import { unified as astroProcessor } from '@astrojs/markdown-remark';
import type { Nodes } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified, type Plugin } from 'unified';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { embeddedNode } from '#runtime/embedded/page-node.ts';
import { bookRehypePlugins, bookRemarkPlugins } from '#book/markdown.ts';

type AnyPlugin = Plugin<never[]>;

/** Runs remark plugins over a chapter's text and returns the markup that they put in, in order of the page. */
export async function markupFrom(
  plugins: readonly unknown[],
  lines: readonly string[],
  path = 'planted.mdx',
) {
  const processor = unified().use(remarkParse).use(remarkMdx);
  for (const plugin of plugins) processor.use(...([plugin].flat() as [AnyPlugin]));
  const file = new VFile({ value: lines.join('\n'), path });
  const tree = await processor.run(processor.parse(file), file);
  const markup: string[] = [];
  visit(tree as Nodes, (node) => {
    if (node.type === 'mdxjsEsm' || node.type === 'text') markup.push(node.value);
    if (node.type !== 'mdxJsxFlowElement') return;
    const html = node.attributes.find(
      ({ type, ...rest }) => type === 'mdxJsxAttribute' && 'name' in rest && rest.name === 'set:html',
    );
    markup.push(html ? String(html.value) : `<${node.name}>`);
  });
  return markup.join('\n');
}

/** The whole way that a chapter goes in the site's build: the compiled module's source. */
export async function compileChapter(text: string, path: string): Promise<string> {
  const processor = astroProcessor({
    remarkPlugins: bookRemarkPlugins(embeddedNode),
    rehypePlugins: bookRehypePlugins,
  });
  const renderer = await processor.createMdxRenderer?.(
    { syntaxHighlight: false },
    { optimize: false, srcDir: new URL('../../../src/', import.meta.url), sourcemap: false },
  );
  if (!renderer) throw new Error('Astro’s remark processor no longer renders MDX');
  return (await renderer.process(text, path, {})).code;
}
