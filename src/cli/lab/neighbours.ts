/** A program on the disk with the files that it imports by relative names, however far they lie apart. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readdir } from 'node:fs/promises';
import { readText } from '#lab/folder.ts';
import type { FileMap } from '#lab/model.ts';
import { UsageError } from '../usage.ts';

export interface DiskProgram {
  files: FileMap;
  /** Key of the program in `files`. */
  entry: string;
}

/** Most files, and characters of all of them: what a lab may well have. */
const MOST_FILES = 200;
const MOST_CHARS = 5_000_000;

const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+|\.{1,2})\1/g;
const ENDINGS = ['', '.js', '.cjs', '.mjs', '.json', '/index.js'];
const TEXT = /\.(?:[cm]?js|json|txt|md|csv)$/;

/** @throws UsageError if there is no such file, with what to do */
export async function readDiskProgram(file: string, from: string): Promise<DiskProgram> {
  const main = resolve(from, file);
  if ((await readText(main)) === undefined)
    throw new UsageError(`There is no file ${main}. Name the program to trace, for example ./main.js.`);
  const texts = await follow(main);
  const root = commonFolder([...texts.keys()]);
  await addNeighbours(dirname(main), texts);
  const entries = [...texts].map(([path, text]) => [nameIn(root, path), text] as const);
  return { files: Object.fromEntries(entries), entry: nameIn(root, main) };
}

const nameIn = (root: string, path: string): string => relative(root, path).replaceAll(sep, '/');

/** Path → text of the file and all that it imports. What is not there stays out, and the run says so. */
async function follow(main: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const open = [main];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    if (texts.has(path) || texts.size >= MOST_FILES) continue;
    const text = await readText(path);
    if (text === undefined) continue;
    texts.set(path, text);
    for (const [, , specifier] of text.matchAll(SPECIFIER))
      for (const ending of ENDINGS) open.push(join(dirname(path), `${specifier!}${ending}`));
  }
  return texts;
}

/** Files beside the program, which it may read without importing them. */
async function addNeighbours(folder: string, texts: Map<string, string>): Promise<void> {
  let room = MOST_CHARS;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isFile() || !TEXT.test(entry.name) || texts.has(path) || texts.size >= MOST_FILES) continue;
    const text = (await readText(path)) ?? '';
    room -= text.length;
    if (room >= 0) texts.set(path, text);
  }
}

function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0]!);
  for (const path of paths)
    while (relative(folder, path).startsWith('..') && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
