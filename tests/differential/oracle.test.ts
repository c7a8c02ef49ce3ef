/**
 * V8 judges the recorder: in real Node it tells when each promise is made and settled, and so when each reaction joined
 * the microtask queue. Where the recorder claims to know that moment, V8 has it there.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { programOf } from './compare.ts';
import { corpora } from './corpora.ts';
import { generateProgram } from './generate/generate.ts';
import type { GeneratedProgram } from './generate/tree.ts';
import type { Verdict } from './oracle/preload.ts';
import { entryOf } from './outcome.ts';

const PRELOAD = fileURLToPath(new URL('oracle/preload.ts', import.meta.url));
const GENERATED = 15;
const AT_ONCE = 4;

interface Judged {
  name: string;
  verdict: Verdict;
  /** Why the record ended before the program did; empty if it did not. */
  lost: string;
}

/** Nothing is written by a program whose last error leaves Node without an exit event. */
async function judge(generated: GeneratedProgram): Promise<Judged | undefined> {
  const { path, write } = tempFolder();
  const { text, host } = programOf(generated);
  write(entryOf(host), text);
  const [trace, oracle] = [join(path, 'trace.jsonl'), join(path, 'verdict.json')];
  const env = { ...process.env, NODE_OPTIONS: '', HANDBOOK_TRACE: trace, HANDBOOK_ORACLE: oracle };
  await new Promise((done) => {
    const options = ['--disable-warning=ExperimentalWarning', '--require', PRELOAD, entryOf(host)];
    execFile(process.execPath, options, { cwd: path, env }, done);
  });
  if (!existsSync(oracle)) return undefined;
  const ended = /"type":"TracingEnded","reason":"([^"]*)"/.exec(readFileSync(trace, 'utf8'));
  const verdict = JSON.parse(readFileSync(oracle, 'utf8')) as Verdict;
  return { name: `${host} ${generated.name}`, verdict, lost: ended?.[1] ?? '' };
}

async function judgeAll(programs: readonly GeneratedProgram[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let at: number; (at = next++) < programs.length;) {
      const found = await judge(programs[at]!);
      if (found) judged.push(found);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return judged;
}

const generated = (['node-cjs', 'node-esm'] as const).flatMap((host) =>
  Array.from({ length: GENERATED }, (_, at) => generateProgram(at + 1, host)),
);
const puzzles = corpora.puzzles().filter(({ host }) => host !== 'browser');

test.each([
  ['generated programs', generated],
  ['puzzles', puzzles],
])(
  'V8 has each reaction in the queue when the recorder says so: %s',
  { timeout: 300_000 },
  async (_, all) => {
    const judged = await judgeAll(all);
    const sum = (of: (verdict: Verdict) => number): number =>
      judged.reduce((total, { verdict }) => total + of(verdict), 0);
    const exact = sum((verdict) => verdict.exact);
    console.info(`${exact} moments are exact, ${sum((verdict) => verdict.between)} are told as “between”`);
    expect(judged.filter(({ verdict }) => verdict.wrong.length > 0)).toEqual([]);
    expect(judged.filter(({ lost }) => lost !== '')).toEqual([]);
    expect(judged.length).toBeGreaterThan(all.length / 2);
    expect(exact).toBeGreaterThan(judged.length);
  },
);
