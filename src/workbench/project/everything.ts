/** All code that a learner has in this browser, as one zip file: exercises as projects, blocks of the book, history. */
import type { FileMap } from '#lab/model.ts';
import { projectFiles } from '#lab/project.ts';
import { parseExerciseData, type ExerciseData } from '../data.ts';
import { count } from '../sentences.ts';
import { createStore, keysOf, type Store } from '../storage.ts';
import { saveFile } from '../view/files.ts';
import { createWork } from '../work.ts';
import { zipFolder } from './zip.ts';

/** What is saved under one key: an exercise (`<lab>/<exercise>`) or a block of the book (`block/<chapter>/<id>`). */
export interface Kept {
  key: string;
  /** As it stands; null if only earlier versions are there. */
  files: FileMap | null;
  /** Newest first; `at` is ISO 8601. */
  versions: readonly { at: string; files: FileMap }[];
}

const FOLDER = 'handbook-code';

/** @param names all keys of the storage */
export function keptIn(store: Store, names: readonly string[]): Kept[] {
  const [work, history] = [keysOf('').work, keysOf('').history];
  const keys = names.flatMap((name) =>
    [work, history].filter((prefix) => name.startsWith(prefix)).map((prefix) => name.slice(prefix.length)),
  );
  return [...new Set(keys)].toSorted().map((key) => {
    const saved = createWork({
      store,
      exercise: key,
      starter: {},
      tab: '',
      now: () => new Date().toISOString(),
    });
    return { key, files: saved.load(), versions: saved.versions() };
  });
}

/**
 * The archive's files. An exercise whose data are at hand is a project that `npm test` checks; of another there is
 * the code alone.
 * @param page address of an exercise's page
 */
export function filesOfEverything(
  all: readonly Kept[],
  data: ReadonlyMap<string, ExerciseData>,
  page: (exercise: string) => string,
): FileMap {
  const archive: Record<string, string> = { 'README.md': readme(all) };
  const add = (folder: string, files: FileMap) => {
    for (const [path, text] of Object.entries(files)) archive[`${plain(folder)}/${plain(path)}`] = text;
  };
  for (const { key, files, versions } of all) {
    const exercise = data.get(key);
    if (files && exercise) {
      add(key, projectFiles({ ...exercise, files: { ...exercise.starter, ...files }, page: page(key) }));
    } else if (files) add(key, files);
    for (const { at, files: before } of versions) add(`earlier/${key}/${at.replaceAll(':', '.')}`, before);
  }
  return archive;
}

/** Hands the browser the zip file, and resolves with a sentence that says what is in it. */
export async function takeEverything(): Promise<string> {
  const store = createStore(() => localStorage);
  if (store.trouble) return 'This browser lets the page store nothing, so there is no code to take along.';
  const all = keptIn(store, Object.keys(localStorage));
  if (all.length === 0)
    return 'You have changed no code in this browser yet, so there is none to take along.';
  const found = await Promise.all(
    all.filter(({ files, key }) => files && !key.startsWith('block/')).map(({ key }) => dataOf(key)),
  );
  const data = new Map(found.flatMap((each) => (each ? [each] : [])));
  const page = (key: string) => new URL(`/labs/${key}/`, location.href).href;
  const bytes = zipFolder(FOLDER, filesOfEverything(all, data, page));
  saveFile(`${FOLDER}.zip`, new Blob([bytes], { type: 'application/zip' }));
  return `${FOLDER}.zip has been given to your browser to save, with ${count(all.length, 'program')}.`;
}

/** The server may be away, or the exercise gone: then there is the code alone. */
async function dataOf(key: string): Promise<[string, ExerciseData] | null> {
  const address = `/labs/${key}/exercise.json`;
  try {
    return [key, parseExerciseData(await (await fetch(address)).json(), address)];
  } catch {
    return null;
  }
}

/** A path that leads nowhere but down, whatever was stored. */
function plain(path: string): string {
  const parts = path.split(/[/\\]/).map((part) => part.replaceAll(/[^\w.@ -]/g, '_'));
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

function readme(all: readonly Kept[]): string {
  const lines = all.map(({ key, versions }) => {
    const earlier = versions.length > 0 ? `, with ${count(versions.length, 'earlier version')}` : '';
    return `- ${key}${earlier}`;
  });
  return `# Your code

From the handbook Event-Based Architectures in JavaScript: all the code that you have changed in this browser. A
folder with a \`package.json\` is an exercise as a project of its own: \`npm test\` in it carries out the checks (Node
22.12 or newer, nothing to install). What begins with \`block/\` are programs of the book's text. Earlier versions
stand in \`earlier/\`, by their time.

${lines.join('\n')}
`;
}
