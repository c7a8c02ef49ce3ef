import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type LaunchOptions, type Page } from 'playwright';
import { DIAGRAM_CONFIG } from './config.ts';

export interface DiagramRenderer {
  /** Mermaid text → SVG, not yet finished (svg.ts). Rejects with mermaid's message when it cannot be drawn. */
  render(text: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens Chromium with mermaid and the book's own interface font, so that labels are measured as they will be shown. */
export async function openRenderer(root: string, launch: LaunchOptions): Promise<DiagramRenderer> {
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage();
    await preparePage(page, root);
    return {
      render: (text) =>
        page.evaluate(([source, config]) => renderDiagram(source, config), [text, DIAGRAM_CONFIG] as const),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function preparePage(page: Page, root: string): Promise<void> {
  const font = readFileSync(
    join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  ).toString('base64');
  await page.setContent(
    `<!doctype html><style>@font-face{font-family:"${DIAGRAM_CONFIG.fontFamily}";font-weight:100 900;` +
      `src:url(data:font/woff2;base64,${font})}</style><body>`,
  );
  const loaded = await page.evaluate(
    async (family) => (await document.fonts.load(`15px "${family}"`)).length,
    DIAGRAM_CONFIG.fontFamily,
  );
  if (loaded === 0) throw new Error('the font Inter did not load, so labels would not be measured rightly');
  await page.addScriptTag({ path: join(root, 'node_modules/mermaid/dist/mermaid.min.js') });
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
}
