/** Reads a folder of the container as the learner's files. */
import type { Container } from './client.ts';

/** Why a file is not shown in the editor. */
export type LeftOut = 'binary' | 'too-large' | 'too-many';

const MAX_FILE_BYTES = 100_000;
const MAX_FILES = 50;

export interface FolderFiles {
  /** The texts, by path inside the folder. */
  texts: Map<string, string>;
  /** Files that stay in the container. */
  leftOut: Map<string, LeftOut>;
}

/** `wanted`: paths that are read whatever their names; others only if they look like the learner's. */
export async function readFolder(
  fs: Container['fs'],
  folder: string,
  wanted: ReadonlySet<string>,
): Promise<FolderFiles> {
  const texts = new Map<string, string>();
  const leftOut = new Map<string, LeftOut>();
  const paths = new Set(await listPaths(fs, folder));
  for (const path of wanted) if (!paths.has(path) && isHidden(path)) paths.add(path);
  for (const path of paths) {
    const content = await readText(fs, `${folder}/${path}`);
    if (content === undefined) continue;
    if (typeof content === 'object') leftOut.set(path, content.leftOut);
    else if (texts.size >= MAX_FILES && !wanted.has(path)) leftOut.set(path, 'too-many');
    else texts.set(path, content);
  }
  return { texts, leftOut };
}

/** What tools keep for themselves: hidden names, installed packages, the lock file. */
export function isHidden(path: string): boolean {
  return path
    .split('/')
    .some((name) => name.startsWith('.') || name === 'node_modules' || name === 'package-lock.json');
}

async function listPaths(fs: Container['fs'], folder: string, inside = ''): Promise<string[]> {
  const entries = await fs.readdir(`${folder}/${inside}`, { withFileTypes: true }).catch(() => []);
  const paths: string[] = [];
  for (const entry of entries) {
    const path = inside + entry.name;
    if (isHidden(path)) continue;
    if (entry.isDirectory()) paths.push(...(await listPaths(fs, folder, `${path}/`)));
    else paths.push(path);
  }
  return paths;
}

/** Undefined if it is gone, or is no file. */
export async function readText(
  fs: Container['fs'],
  path: string,
): Promise<string | { leftOut: LeftOut } | undefined> {
  const bytes = await fs.readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  if (bytes.length > MAX_FILE_BYTES) return { leftOut: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? { leftOut: 'binary' } : text;
  } catch {
    return { leftOut: 'binary' };
  }
}
