/** Serves a built site as hosts do: compressed, and isolated so that WebContainers may start. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listen, type Listening } from '#cli/listen.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** `root` is the folder of the built site. Compresses what is text, once. */
export function serveCompressed(root: string): Promise<Listening> {
  const kept = new Map<string, Buffer>();
  return listen(
    (request, response) => {
      const file = fileFor(root, new URL(request.url ?? '/', 'http://localhost').pathname);
      if (!file) return void response.writeHead(404).end('There is no such page.');
      const type = TYPES[extname(file)];
      const bytes = kept.get(file) ?? (type ? gzipSync(readFileSync(file)) : readFileSync(file));
      kept.set(file, bytes);
      response.writeHead(200, {
        ...(type ? { 'Content-Type': type, 'Content-Encoding': 'gzip' } : {}),
        'Content-Length': bytes.length,
        'Cache-Control': 'max-age=600',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      });
      response.end(bytes);
    },
    { port: 0 },
  );
}

function fileFor(root: string, path: string): string | undefined {
  const plain = join(root, decodeURIComponent(path));
  const file = existsSync(plain) && statSync(plain).isDirectory() ? join(plain, 'index.html') : plain;
  return existsSync(file) ? file : undefined;
}
