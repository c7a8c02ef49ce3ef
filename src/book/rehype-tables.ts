import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * The rehype plugin: puts every table into `div.table-scroll`, so that a wide one scrolls in its own box (by keyboard
 * too) and keeps its role as a table, which `display: block` on the table itself would take away. An empty header cell
 * becomes a plain one.
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
      // Markdown makes the corner above a column of row names a header; an empty cell is none.
      visit(node, 'element', (cell) => {
        if (cell.tagName === 'th' && cell.children.length === 0) cell.tagName = 'td';
      });
      return [SKIP, index + 1];
    });
  };
}
