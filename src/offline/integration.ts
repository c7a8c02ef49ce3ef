/**
 * The service worker's part of the build: its script, with the list of what the built site consists of. Under
 * `npm run dev`, and built with SERVICE_WORKER=off, it is the worker that ends the one that a browser still has.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { WORKER_FILE } from './register.ts';
import { planCopy, type SiteCopy, type SiteFile } from './site-copy.ts';

export function offline(): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (!request.url?.split('?')[0]?.endsWith(`/${WORKER_FILE}`)) return next();
          bundle('end').then((text) => {
            response.setHeader('content-type', 'text/javascript; charset=utf-8');
            response.end(text);
          }, next);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const isOff = process.env.SERVICE_WORKER === 'off';
        const copy = copyOf(root);
        await writeWorker(root, isOff ? null : copy);
        const [kept, sent] = [copy.bytes, copy.transfer].map((bytes) => (bytes / 1e6).toFixed(1));
        logger.info(
          isOff
            ? 'built without a service worker: what readers have of one ends'
            : `without a network: ${String(copy.ahead.length)} files, ${sent} MB to fetch, ${kept} MB to keep`,
        );
      },
    },
  };
}

/** @param copy null for the worker that ends the one before it */
export async function writeWorker(root: string, copy: SiteCopy | null): Promise<void> {
  writeFileSync(join(root, WORKER_FILE), await (copy ? bundle('worker', copy) : bundle('end')));
}

/** What a reader keeps of the site that was built into `root`. */
export function copyOf(root: string): SiteCopy {
  const hash = createHash('sha256');
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== WORKER_FILE)
    .toSorted();
  const files = paths.map((path): SiteFile => {
    const content = readFileSync(join(root, path));
    hash.update(path).update('\0').update(content);
    return { path, bytes: content.length, transfer: gzipSync(content).length };
  });
  return planCopy(hash.digest('hex').slice(0, 16), files);
}

/** The text of a worker's script. */
export async function bundle(name: 'worker' | 'end', site?: SiteCopy): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`./worker/${name}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: site ? { SITE: JSON.stringify(site) } : {},
  });
  return result.outputFiles[0]?.text ?? '';
}
