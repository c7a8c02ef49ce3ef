import type { RootContent } from 'mdast';
import type { MdxjsEsm, MdxJsxFlowElement } from 'mdast-util-mdx';
import type { VFile } from 'vfile';

/**
 * Ready HTML in the place of a node. In MDX it goes in as a Fragment's `set:html`, which Astro copies to the page
 * untouched: parsed into JSX it would cost build time and pass every highlighter that is configured.
 */
export function htmlNode(html: string, file: VFile): RootContent {
  if (!isMdx(file)) return { type: 'html', value: html };
  return {
    type: 'mdxJsxFlowElement',
    name: 'Fragment',
    attributes: [{ type: 'mdxJsxAttribute', name: 'set:html', value: html }],
    children: [],
  };
}

/** An element with literal attributes, around nodes that may themselves be MDX. */
export function elementNode(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: MdxJsxFlowElement['children'],
): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value,
    })),
    children,
  };
}

/** `import name from 'source';` as MDX has it. */
export function importNode(name: string, source: string): MdxjsEsm {
  return {
    type: 'mdxjsEsm',
    value: `import ${name} from '${source}';`,
    data: {
      estree: {
        type: 'Program',
        sourceType: 'module',
        comments: [],
        body: [
          {
            type: 'ImportDeclaration',
            attributes: [],
            specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
            source: { type: 'Literal', value: source, raw: `'${source}'` },
          },
        ],
      },
    },
  };
}

export function isMdx(file: VFile): boolean {
  return file.path?.endsWith('.mdx') ?? false;
}

/** The file's path as an error shows it: relative to the project when it lies in there. */
export function shownPath(file: VFile): string {
  const root = `${file.cwd}/`;
  const path = file.path ?? 'unnamed file';
  return path.startsWith(root) ? path.slice(root.length) : path;
}
