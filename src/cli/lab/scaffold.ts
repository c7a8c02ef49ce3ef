/** The files of a new exercise, with blanks that the catalogue names until they are filled in. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readText } from '#lab/folder.ts';
import type { FileMap } from '#lab/model.ts';
import { BLANK, LEAST_WRONG_SOLUTIONS } from '#lab/read-exercise.ts';
import { EXERCISE_ID, LAB_ID } from '#lab/schema.ts';
import { ROOT } from '../install.mjs';
import { UsageError } from '../usage.ts';
import { splitTarget } from './target.ts';

const CHECK = 'the answer is right';

export interface ScaffoldOptions {
  target: string | undefined;
  /** The folder that holds labs/. */
  root?: string;
  say?: (line: string) => void;
}

/** `lab new`: writes a new exercise, and its lab if that is new too. @throws UsageError if it is there already */
export async function scaffold({ target, root = ROOT, say = console.log }: ScaffoldOptions): Promise<void> {
  const [lab, id] = splitTarget(target);
  if (!LAB_ID.test(lab)) {
    throw new UsageError(
      `“${lab}” cannot be a lab's id. Write lower-case words joined by hyphens, like event-loop.`,
    );
  }
  if (!EXERCISE_ID.test(id)) {
    throw new UsageError(
      `“${id}” cannot be an exercise's id. Write two digits and words, like 01-first-steps.`,
    );
  }
  const folder = `labs/${lab}/exercises/${id}`;
  if ((await readText(join(root, folder, 'task.mdx'))) !== undefined) {
    throw new UsageError(`${folder} is there already. Choose another id, or edit that exercise.`);
  }
  await writeAll(root, prefixed(folder, exerciseFiles()));
  const added = await addToManifest(join(root, 'labs', lab, 'lab.ts'), id);
  say(`Wrote ${folder}.`);
  if (!added) say(`Add this to the exercises of labs/${lab}/lab.ts:\n\n${entryOf(id)}`);
  say(`Fill in what is marked “${BLANK}”; npm run lab -- verify ${lab} names what is left.`);
}

function exerciseFiles(): FileMap {
  const answer = (value: string, blank: string): string =>
    `// ${BLANK} ${blank}\nexport function answer() {\n  return ${value};\n}\n`;
  const main = `import { answer } from './answer.js';\n\nconsole.log(answer());\n`;
  const wrong = Array.from({ length: LEAST_WRONG_SOLUTIONS }, (_, index) => [
    `wrong/mistake-${index + 1}/answer.js`,
    answer(`'wrong ${index + 1}'`, 'a mistake that learners make.'),
  ]);
  return {
    'task.mdx': `${BLANK} what the problem is, and what done looks like.\n`,
    'hints.md': ['a question', 'a pointer', 'the key line']
      .map((stage) => `## ${stage[0]?.toUpperCase()}${stage.slice(1)}\n\n${BLANK} ${stage}.\n`)
      .join('\n'),
    'checks.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { answer } from './answer.js';

// ${BLANK} the requirements, one check each.
test('${CHECK}', () => {
  assert.equal(answer(), 'right', \`The answer should be right, and was \${answer()}.\`);
});
`,
    'starter/main.js': main,
    'starter/answer.js': answer(`'not yet'`, 'what the learner begins with; it runs, and fails the checks.'),
    'solution/main.js': main,
    'solution/answer.js': answer(`'right'`, 'the solution.'),
    ...Object.fromEntries(wrong),
  };
}

function entryOf(id: string): string {
  const wrong = Array.from(
    { length: LEAST_WRONG_SOLUTIONS },
    (_, index) => `        'mistake-${index + 1}': {
          caughtBy: '${CHECK}',
          feedback: '${BLANK} what went wrong, in one sentence.',
        },`,
  );
  return `    {
      id: '${id}',
      title: '${BLANK} the title.',
      minutes: 10,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
${wrong.join('\n')}
      },
    },
`;
}

/** Puts the entry behind the last one. @returns false if the file is not laid out as scaffolded */
async function addToManifest(path: string, id: string): Promise<boolean> {
  const text = await readText(path);
  const end = '  ],\n});\n';
  if (text === undefined) {
    const head = `import { defineLab } from '#lab/define.ts';

export default defineLab({
  // ${BLANK} the number of the chapter.
  chapter: 1,
  title: '${BLANK} the title.',
  summary: '${BLANK} what the learner can do afterwards, in one sentence.',
  exercises: [
`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, head + entryOf(id) + end);
    return true;
  }
  if (!text.endsWith(end)) return false;
  await writeFile(path, text.slice(0, -end.length) + entryOf(id) + end);
  return true;
}

async function writeAll(root: string, files: FileMap): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

function prefixed(folder: string, files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}
