/**
 * `npm run diagrams`: draws the book's mermaid diagrams whose picture is missing or stale, and deletes the pictures
 * that no diagram needs any more. `--all` draws every one again. Needs Chromium; the site's build does not.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BookError } from '#book/book-error.ts';
import { auditRenders, findDiagrams, RENDERS_FOLDER, type Diagram } from '#book/diagrams/renders.ts';
import { finishSvg } from '#book/diagrams/svg.ts';
import { openRenderer } from '#book/diagrams/renderer.ts';
import { CHROMIUM_ARGS, ensureBrowser } from './browser.mjs';

const root = process.cwd();

async function main(): Promise<void> {
  const { missing, orphaned } = auditRenders(root);
  const wanted = process.argv.includes('--all') ? findDiagrams(root) : missing;
  if (wanted.length > 0) await draw(wanted);
  for (const name of orphaned) {
    rmSync(join(root, RENDERS_FOLDER, name));
    console.log(`deleted ${RENDERS_FOLDER}/${name}`);
  }
  console.log(
    `${wanted.length} drawn, ${orphaned.length} deleted, ${findDiagrams(root).length} in the book.`,
  );
}

async function draw(diagrams: readonly Diagram[]): Promise<void> {
  const renderer = await openRenderer(root, { executablePath: await browserPath(), args: CHROMIUM_ARGS });
  try {
    for (const { fence, fileName, prefix } of diagrams) {
      const drawing = await renderer.render(fence.code).catch((error: unknown) => {
        throw new BookError(
          fence.place,
          `mermaid cannot draw “${fence.title}”: ${reasonOf(error)}`,
          'mend the diagram.',
        );
      });
      writeFileSync(join(root, RENDERS_FOLDER, fileName), finishSvg(drawing, fence, prefix));
      console.log(`drew ${RENDERS_FOLDER}/${fileName}`);
    }
  } finally {
    await renderer.close();
  }
}

async function browserPath(): Promise<string> {
  const found = await ensureBrowser({ say: (line: string) => console.log(line) });
  if (found.path === undefined) throw new Error(`No browser to draw with:\n  ${found.reasons.join('\n  ')}`);
  return found.path;
}

/** Mermaid's own words, without the stack of the page it ran in. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^page\.evaluate: (Error: )?/, '').replace(/\n\s+at [\s\S]*$/, '');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof BookError ? error.message : error);
  process.exitCode = 1;
}
