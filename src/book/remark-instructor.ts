import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx';

/**
 * Takes the notes for the instructor out of a chapter: readers, the search index and the word count never see
 * them. A note is a block `<Instructor minutes={8} cut="never">…</Instructor>` at the top level of the file.
 */
export function withoutInstructorNotes(tree: Root): Root {
  tree.children = tree.children.filter((node) => !isInstructorNote(node));
  return tree;
}

/** The remark plugin of the same. It must run before the components are imported. */
export function remarkInstructor() {
  return (tree: Root): void => {
    withoutInstructorNotes(tree);
  };
}

/** True for a note in its place; one inside another block is none, and `readInstructorNotes` refuses it. */
export function isInstructorNote(node: RootContent): node is MdxJsxFlowElement {
  return node.type === 'mdxJsxFlowElement' && node.name === 'Instructor';
}
