import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { BookError } from './book-error.ts';
import { importNode, isMdx, shownPath } from './mdx-nodes.ts';

/** The components that a chapter may use by name, and the module of each. */
export const BOOK_COMPONENTS: Readonly<Record<string, string>> = {
  Lab: '#components/Lab.astro',
  Note: '#components/book/Note.astro',
  Term: '#components/book/Term.astro',
  EventName: '#components/book/EventName.astro',
  CommandName: '#components/book/CommandName.astro',
  ReadModelName: '#components/book/ReadModelName.astro',
  Predict: '#components/book/Predict.astro',
  Summary: '#components/book/Summary.astro',
  CheckYourself: '#components/book/CheckYourself.astro',
  Question: '#components/book/Question.astro',
  FurtherReading: '#components/book/FurtherReading.astro',
  Outline: '#components/book/Outline.astro',
  System: '#components/System.astro',
};

/**
 * The remark plugin: imports the book's components that a file uses, and no others. A file's own imports take
 * precedence. It throws BookError for a capitalised component that nobody provides.
 */
export function remarkComponents(components: Readonly<Record<string, string>> = BOOK_COMPONENTS) {
  return (tree: Root, file: VFile): void => {
    if (!isMdx(file)) return;
    const own = importedNames(tree);
    const used = new Set<string>();
    visit(tree, (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
      const name = node.name?.split('.')[0] ?? '';
      if (!/^[A-Z]/.test(name) || name === 'Fragment' || own.has(name)) return;
      if (node.name !== name || !Object.hasOwn(components, name)) {
        throw new BookError(
          { file: shownPath(file), line: node.position?.start.line ?? 1 },
          `there is no component <${node.name}>`,
          `use one of ${Object.keys(components).join(', ')}, or import it in this file.`,
        );
      }
      used.add(name);
    });
    tree.children.unshift(...[...used].sort().map((name) => importNode(name, components[name] as string)));
  };
}

function importedNames(tree: Root): Set<string> {
  const names = new Set<string>();
  for (const node of tree.children) {
    if (node.type !== 'mdxjsEsm') continue;
    for (const statement of node.data?.estree?.body ?? []) {
      if (statement.type !== 'ImportDeclaration') continue;
      for (const { local } of statement.specifiers) names.add(local.name);
    }
  }
  return names;
}
