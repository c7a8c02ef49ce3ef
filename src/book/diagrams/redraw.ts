import { boxInDrawing, cornerRadius, round, toDrawing } from './geometry.ts';
import { edgeStyle, ownerOf, roleOf, type Role } from './roles.ts';

const DRAWN = 'rect, circle, ellipse, polygon, path, line, text';
const GEOMETRY = ['d', 'points', 'cx', 'cy', 'r', 'rx', 'ry', 'x1', 'x2', 'y1', 'y2'];

interface Drawn {
  role: Role;
  markup: string;
  owner: { key: Element; nodeClass: string } | undefined;
}

/**
 * Draws mermaid's picture again with plain shapes and our classes: no styles, no ids but those of the arrow heads
 * (`{{prefix}}` stands before each), every coordinate in the drawing's own system. Runs in the browser.
 */
export function redraw(svg: SVGSVGElement): string {
  trimLifelines(svg);
  const heads = new Map<string, string>();
  const drawn: Drawn[] = [];
  for (const element of svg.querySelectorAll<SVGGraphicsElement>(DRAWN)) {
    if (element.closest('defs, marker, symbol') || isEmpty(element)) continue;
    const role = roleOf(element);
    if (role === 'skip') continue;
    const markup =
      element instanceof SVGTextElement ? text(svg, element, role) : shape(svg, element, role, heads);
    drawn.push({ role, markup, owner: ownerOf(element) });
  }
  const { x, y, width, height } = svg.viewBox.baseVal;
  const box = [Math.floor(x), Math.floor(y), Math.ceil(width), Math.ceil(height)].join(' ');
  const defs = heads.size === 0 ? '' : `<defs>${[...heads.entries()].map(headMarkup(svg)).join('')}</defs>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${defs}${inOrder(drawn)}</svg>`;
}

/** Lines below, labels above them, nodes on top; each node's shapes and words in one group. */
function inOrder(drawn: readonly Drawn[]): string {
  const layers: Role[][] = [
    ['group'],
    ['frame', 'life'],
    ['active'],
    ['edge'],
    ['label-back'],
    ['label', 'tab', 'number'],
  ];
  const flat = layers.map((roles) =>
    drawn
      .filter(({ role }) => roles.includes(role))
      .map(({ markup }) => markup)
      .join(''),
  );
  const owned = new Map<Element | Drawn, Drawn[]>();
  for (const item of drawn.filter(({ role }) => role === 'node' || role === 'note' || role === 'start')) {
    const key = item.owner?.key ?? item;
    owned.set(key, [...(owned.get(key) ?? []), item]);
  }
  const nodes = [...owned.values()].map((items) => {
    const first = items[0] as Drawn;
    const classes = [first.role, first.owner?.nodeClass ?? ''].join(' ').trim();
    return `<g class="${classes}">${items.map(({ markup }) => markup).join('')}</g>`;
  });
  return [...flat, ...nodes].join('');
}

/** Mermaid lets the lifelines run on below the picture. */
function trimLifelines(svg: SVGSVGElement): void {
  const { y, height } = svg.viewBox.baseVal;
  for (const line of svg.querySelectorAll<SVGLineElement>('.actor-line')) {
    line.setAttribute('y2', String(round(Math.min(line.y2.baseVal.value, y + height))));
  }
}

/** Mermaid's measuring boxes, empty labels, and the second pass of its pen. */
function isEmpty(element: SVGGraphicsElement): boolean {
  if (element instanceof SVGTextElement) return (element.textContent ?? '').trim() === '';
  if (element instanceof SVGRectElement && element.width.baseVal.value === 0) return true;
  if (element.matches('.outer-path path')) return element.previousElementSibling !== null;
  return false;
}

function shape(
  svg: SVGSVGElement,
  element: SVGGraphicsElement,
  role: Role,
  heads: Map<string, string>,
): string {
  const classes =
    role === 'edge' ? `edge${edgeStyle(element)}` : ['node', 'note', 'start'].includes(role) ? '' : role;
  const attributes = [classes === '' ? '' : `class="${classes}"`, headsOf(element, heads)]
    .filter(Boolean)
    .join(' ');
  const radius = element instanceof SVGPathElement && role !== 'edge' ? cornerRadius(element) : undefined;
  if (element instanceof SVGRectElement || radius !== undefined) {
    const { x, y, width, height } = boxInDrawing(svg, element);
    const corner = round(radius ?? (element as SVGRectElement).rx.baseVal.value);
    return (
      `<rect ${attributes} x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"` +
      `${corner > 0 ? ` rx="${corner}"` : ''}/>`
    );
  }
  if (role === 'number') {
    return `<circle class="number" cx="${element.getAttribute('x1')}" cy="${element.getAttribute('y1')}" r="10"/>`;
  }
  const geometry = geometryOf(element);
  const { a, b, c, d, e, f } = toDrawing(svg, element);
  const moved = round(e) !== 0 || round(f) !== 0 || round(b) !== 0 || round(a) !== 1;
  const transform = moved ? `transform="matrix(${[a, b, c, d, e, f].map(round).join(' ')})"` : '';
  return `<${element.tagName} ${attributes} ${geometry} ${transform}/>`;
}

/** Each row of a text becomes one `<text>`, centred where mermaid's row has its middle. */
function text(svg: SVGSVGElement, element: SVGTextElement, role: Role): string {
  const rows = element.querySelectorAll<SVGTSpanElement>(':scope > tspan');
  const classes = ['node', 'note', 'start'].includes(role)
    ? ''
    : ` class="${role === 'group' ? 'group-label' : role}"`;
  const matrix = toDrawing(svg, element);
  const state = element.closest<SVGGElement>('.node.statediagram-state');
  const box = element.getBBox();
  // Mermaid aligns a state's name to the left of the room it reserved; the node's own origin is its middle.
  const middle = state
    ? toDrawing(svg, element).inverse().multiply(toDrawing(svg, state)).e
    : box.x + box.width / 2;
  return [...(rows.length === 0 ? [element] : rows)]
    .filter((row) => (row.textContent ?? '').trim() !== '')
    .map((row) => {
      const { x, y } = matrix.transformPoint({ x: middle, y: baseline(row) });
      const words = (row.textContent ?? '').trim().replace(/\s+/g, ' ');
      return `<text${classes} x="${round(x)}" y="${round(y)}">${escapeXml(words)}</text>`;
    })
    .join('');
}

function geometryOf(element: Element): string {
  return GEOMETRY.filter((name) => element.hasAttribute(name))
    .map((name) => `${name}="${rounded(element.getAttribute(name) ?? '')}"`)
    .join(' ');
}

const rounded = (numbers: string): string =>
  numbers.replace(/-?\d*\.\d+/g, (number) => String(round(Number(number))));

function baseline(row: SVGTextContentElement): number {
  const cell = row.getExtentOfChar(0);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
  const { fontSize, fontFamily } = getComputedStyle(row);
  canvas.font = `${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = canvas.measureText('x');
  return cell.y + (cell.height * above) / (above + below);
}

function headsOf(element: Element, heads: Map<string, string>): string {
  return ['marker-start', 'marker-end']
    .flatMap((name) => {
      const source = /url\("?#([^)"]+)"?\)/.exec(element.getAttribute(name) ?? '')?.[1];
      if (!source) return [];
      if (!heads.has(source)) heads.set(source, `h${heads.size}`);
      return `${name}="url(#{{prefix}}${heads.get(source)})"`;
    })
    .join(' ');
}

const headMarkup =
  (svg: SVGSVGElement) =>
  ([source, id]: [string, string]): string => {
    const marker = svg.querySelector(`[id="${source}"]`);
    if (!marker) throw new Error(`mermaid refers to an arrow head that it did not draw: ${source}`);
    const size = ['viewBox', 'refX', 'refY', 'markerWidth', 'markerHeight', 'markerUnits', 'orient']
      .filter((name) => marker.hasAttribute(name))
      .map((name) => `${name}="${marker.getAttribute(name)}"`);
    const open = /cross/i.test(source) ? ' open' : '';
    const shapes = [...marker.querySelectorAll('path, polygon, circle')].map(
      (part) => `<${part.tagName} class="head${open}" ${geometryOf(part)}/>`,
    );
    return `<marker id="{{prefix}}${id}" ${size.join(' ')}>${shapes.join('')}</marker>`;
  };

function escapeXml(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
