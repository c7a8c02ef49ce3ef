/** A small lab that is whole, to plant one fault in. */
import { tempFolder, type TempFolder } from '../../support/temp.ts';

export const EXERCISE = 'labs/tiny/exercises/01-add';

const add = (expression: string) => `export const add = (a, b) => ${expression};\n`;

const wrongs = { minus: 'a - b', times: 'a * b', first: 'a', second: 'b' };

/** The manifest as data, to change before it is written. */
export function manifest() {
  return {
    chapter: 2,
    title: 'Tiny',
    summary: 'Add two numbers.',
    kit: false,
    exercises: [
      {
        id: '01-add',
        title: 'Add',
        minutes: 5,
        host: 'node-esm',
        entry: 'add.js',
        warmUps: [] as string[],
        wrong: Object.fromEntries(
          Object.keys(wrongs).map((name) => [name, { caughtBy: 'adds', feedback: 'That is no sum.' }]),
        ),
      },
    ],
  };
}

export type PlantedManifest = ReturnType<typeof manifest>;

/** Writes the lab; `change` edits its manifest, `files` replaces files (path from the exercise's folder → text). */
export function plantLab(
  change: (lab: PlantedManifest) => void = () => {},
  files: Readonly<Record<string, string | null>> = {},
): TempFolder {
  const lab = manifest();
  change(lab);
  const own: Record<string, string | null> = {
    'task.mdx': 'Add two numbers.\n',
    'hints.md': '## A question\n\nWhat is a sum?\n',
    'checks.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from './add.js';

test('adds', () => assert.equal(add(2, 3), 5));
`,
    'starter/add.js': add('0'),
    'solution/add.js': add('a + b'),
    ...Object.fromEntries(Object.entries(wrongs).map(([name, code]) => [`wrong/${name}/add.js`, add(code)])),
    ...files,
  };
  const folder = tempFolder({ 'labs/tiny/lab.ts': `export default ${JSON.stringify(lab)};\n` });
  for (const [file, text] of Object.entries(own)) {
    if (text !== null) folder.write(`${EXERCISE}/${file}`, text);
  }
  return folder;
}
