import { NODE_CLASSES } from './classes.ts';

/**
 * What a shape or text of mermaid's drawing is in ours; the words are classes in diagrams.css.
 * `skip`: decoration that we leave out.
 */
export type Role =
  | 'node'
  | 'note'
  | 'group'
  | 'label'
  | 'label-back'
  | 'edge'
  | 'life'
  | 'frame'
  | 'tab'
  | 'active'
  | 'start'
  | 'number'
  | 'skip';

/** Mermaid's class → our role, tried from top to bottom on the element itself, then on what surrounds it. */
const OWN_ROLES: readonly (readonly [selector: string, role: Role])[] = [
  ['.actor-line', 'life'],
  ['.actor, .actor-man *', 'node'],
  ['.messageLine0, .messageLine1', 'edge'],
  ['.messageText, .loopText, .sectionTitle', 'label'],
  ['.note, .noteText', 'note'],
  ['.loopLine', 'frame'],
  ['.labelBox, .labelText', 'tab'],
  ['[class^="activation"]', 'active'],
  ['.state-start, .fork-join', 'start'],
  ['.sequenceNumber, line[marker-start*="sequencenumber"]', 'number'],
  ['g:has(> rect.rect) > text', 'group'],
  ['rect.rect', 'group'],
];

const SURROUNDING_ROLES: readonly (readonly [selector: string, role: Role])[] = [
  ['.edgeLabel, .edgeLabels', 'label'],
  ['.edgePaths, .edges', 'edge'],
  ['.statediagram-note', 'note'],
  ['.note-cluster', 'skip'],
  ['.node', 'node'],
  ['.cluster, .statediagram-cluster', 'group'],
];

/** @throws when mermaid drew something we do not know: better no picture than one in the wrong colours. */
export function roleOf(element: Element): Role {
  const own = OWN_ROLES.find(([selector]) => element.matches(selector));
  if (own) return own[1];
  const around = SURROUNDING_ROLES.find(([selector]) => element.closest(selector));
  if (!around) {
    throw new Error(
      `mermaid drew a <${element.tagName} class="${element.getAttribute('class') ?? ''}"> we cannot style`,
    );
  }
  return around[1] === 'label' && element.tagName === 'rect' ? 'label-back' : around[1];
}

/** The drawing's group that a shape belongs to, with our class for it. */
export function ownerOf(element: Element): { key: Element; nodeClass: string } | undefined {
  const inGroupOfItsOwn = element.matches('.actor:not(.actor-line), .note, .noteText');
  const node =
    element.closest('.node') ??
    element.closest('.actor-man') ??
    (inGroupOfItsOwn ? element.parentElement : null);
  if (!node) return undefined;
  return { key: node, nodeClass: NODE_CLASSES.find((name) => node.classList.contains(name)) ?? '' };
}

/** `dash` for dotted and dashed lines, `thick` for thick ones. */
export function edgeStyle(element: Element): string {
  if (element.matches('.messageLine1, .edge-pattern-dotted, .edge-pattern-dashed')) return ' dash';
  return element.matches('.edge-thickness-thick') ? ' thick' : '';
}
