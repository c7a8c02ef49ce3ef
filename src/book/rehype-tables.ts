import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * The rehype plugin: puts every table into `div.table-scroll`, so that a wide one scrolls in its own box (by keyboard
 * too) and keeps its role as a table, which `display: block` on the table itself would take away. Under an empty corner
 * stand the names of rows.
 */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'table' || index === undefined || !parent) return undefined;
      const box: Element = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['table-scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Table' },
        children: [node],
      };
      parent.children[index] = box;
      let hasCorner = false;
      // Markdown makes the corner above a column of row names a header; an empty cell is none.
      visit(node, 'element', (row) => {
        if (row.tagName !== 'tr') return;
        const [first] = row.children.filter((child) => child.type === 'element');
        if (!first) return;
        hasCorner ||= first.tagName === 'th' && first.children.length === 0;
        if (hasCorner) first.tagName = first.tagName === 'th' ? 'td' : 'th';
      });
      return [SKIP, index + 1];
    });
  };
}
