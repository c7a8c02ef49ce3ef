import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FOLDER = '@types/node';

/** What labs have no use for; a third of the weight. A reference to them is left unresolved, which costs nothing. */
const LEFT_OUT =
  /^(ts5\.\d|compatibility)\/|^(index|child_process|cluster|crypto|dgram|dns|dns\/.*|domain|http2|https|inspector|inspector\..*|inspector\/.*|net|punycode|repl|sea|sqlite|tls|trace_events|tty|vm|v8|wasi|worker_threads|zlib|quic)\.d\.ts$/;

/** `@types/node/<file>` → its text. */
export async function readNodeTypes(): Promise<Record<string, string>> {
  const root = dirname(createRequire(import.meta.url).resolve(`${FOLDER}/package.json`));
  const all = await readdir(root, { recursive: true });
  const paths = all
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.d.ts') && !LEFT_OUT.test(path))
    .sort();
  const entries = paths.map(
    async (path) => [`${FOLDER}/${path}`, await readFile(join(root, path), 'utf8')] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
