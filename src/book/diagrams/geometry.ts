/** Geometry of mermaid's drawing, read in the page that rendered it. Runs in the browser only. */

/** One decimal is a tenth of a pixel: nobody sees less, and the file is half the size. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** From an element's own coordinates to those of the drawing. */
export function toDrawing(svg: SVGSVGElement, element: SVGGraphicsElement): DOMMatrix {
  const root = svg.getScreenCTM();
  const own = element.getScreenCTM();
  if (!root || !own) throw new Error('the drawing is not displayed, so it cannot be measured');
  return DOMMatrix.fromMatrix(root).inverse().multiply(DOMMatrix.fromMatrix(own));
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function boxInDrawing(svg: SVGSVGElement, element: SVGGraphicsElement): Box {
  const { x, y, width, height } = element.getBBox();
  const start = toDrawing(svg, element).transformPoint({ x, y });
  return { x: start.x, y: start.y, width, height };
}

/**
 * Mermaid draws pills and circles as hundreds of points. If the outline follows a rectangle with rounded corners,
 * this is the corners' radius; otherwise undefined.
 */
export function cornerRadius(path: SVGPathElement): number | undefined {
  const { x, y, width, height } = path.getBBox();
  const length = path.getTotalLength();
  const points = Array.from({ length: 96 }, (_, index) => path.getPointAtLength((length * index) / 96));
  const half = Math.min(width, height) / 2;
  const centre = { x: x + width / 2, y: y + height / 2 };
  const follows = (radius: number): boolean =>
    points.every((point) => {
      const dx = Math.abs(point.x - centre.x) - (width / 2 - radius);
      const dy = Math.abs(point.y - centre.y) - (height / 2 - radius);
      const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
      return Math.abs(outside - radius) < 1.2;
    });
  return [half, 0, 5].find(follows);
}
