import { optimize } from 'svgo';
import { escapeHtml } from '../html.ts';

export interface DiagramText {
  title: string;
  description: string;
}

/**
 * The drawing as it is kept in the tree: small, with its own ids (`prefix` before each), and with its title and
 * description for those who cannot see it. Width and height are its natural size in pixels.
 */
export function finishSvg(drawing: string, { title, description }: DiagramText, prefix: string): string {
  const { data } = optimize(drawing.replaceAll('{{prefix}}', `${prefix}-`), {
    multipass: true,
    floatPrecision: 1,
    plugins: [
      {
        name: 'preset-default',
        params: {
          // The style sheet relies on the groups, and shapes are shorter than paths.
          overrides: {
            cleanupIds: false,
            collapseGroups: false,
            convertShapeToPath: false,
            mergePaths: false,
          },
        },
      },
    ],
  });
  const viewBox = /^<svg[^>]* viewBox="([^"]+)"/.exec(data)?.[1];
  if (!viewBox) throw new Error('the drawing has no viewBox');
  const [, , width, height] = viewBox.split(' ');
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}" role="img" ` +
    `aria-labelledby="${prefix}-t ${prefix}-d"><title id="${prefix}-t">${escapeHtml(title)}</title>` +
    `<desc id="${prefix}-d">${escapeHtml(description)}</desc>`;
  return `${data.replace(/^<svg[^>]*>/, open)}\n`;
}
