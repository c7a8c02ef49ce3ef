/** Node's answers, the built-in runtime's and almostnode's, program by program, each in Chromium on this machine. */
import type { Browser } from 'playwright';
import { startEmbeddedHost } from '../support/embedded-host.ts';
import { type Almostnode, startAlmostnode } from './almostnode.ts';
import { type Figure, median } from './figures.ts';
import { type Answer, type KnownProgram, readPrograms } from './programs.ts';

type Timed = Answer & { ms: number };

/** `notes`: what the figures do not say. */
export interface Comparison {
  figures: Figure[];
  notes: string[];
}

export async function compareRuntimes(browser: Browser): Promise<Comparison> {
  const programs = await readPrograms();
  const embedded = await runEmbedded(programs);
  const figures = summarise('built-in runtime', programs, embedded);
  let almostnode: Almostnode;
  try {
    almostnode = await startAlmostnode(browser);
  } catch (error) {
    return { figures, notes: [`almostnode was not compared: ${String(error).split('\n', 6).join(' ')}`] };
  }
  try {
    const theirs: Timed[] = [];
    for (const program of programs) theirs.push(await almostnode.run(program));
    const name = `almostnode ${almostnode.version}`;
    figures.push(...summarise(name, programs, theirs));
    return {
      figures,
      notes: [...wrongOnes('built-in runtime', programs, embedded), both(programs, embedded, theirs)],
    };
  } finally {
    await almostnode.close();
  }
}

async function runEmbedded(programs: readonly KnownProgram[]): Promise<Timed[]> {
  const host = await startEmbeddedHost();
  try {
    await host.prepare();
    const answers: Timed[] = [];
    for (const program of programs) {
      const { stdout, ended, timing } = await host.run(program);
      answers.push({ stdout, exitCode: ended.exitCode, ms: timing.end });
    }
    return answers;
  } finally {
    await host.close();
  }
}

const isRight = ({ expected }: KnownProgram, { stdout, exitCode }: Answer): boolean =>
  stdout === expected.stdout && exitCode === expected.exitCode;

function summarise(name: string, programs: readonly KnownProgram[], answers: readonly Timed[]): Figure[] {
  const right = programs.filter((program, n) => isRight(program, answers[n]!)).length;
  return [
    { name: `${name}: as Node prints`, value: right, unit: `of ${programs.length}`, better: 'more' },
    {
      name: `${name}: a program`,
      value: median(answers.map(({ ms }) => ms)),
      unit: 'ms',
      better: 'less',
    },
  ];
}

function wrongOnes(name: string, programs: readonly KnownProgram[], answers: readonly Timed[]): string[] {
  const wrong = programs.filter((program, n) => !isRight(program, answers[n]!)).map(({ entry }) => entry);
  return wrong.length > 0 ? [`${name} differs in: ${wrong.join(', ')}`] : [];
}

/** The times on the programs that both get right: elsewhere a runtime may be quick because it gave up. */
function both(programs: readonly KnownProgram[], ours: readonly Timed[], theirs: readonly Timed[]): string {
  const shared = programs.flatMap((program, n) =>
    isRight(program, ours[n]!) && isRight(program, theirs[n]!) ? [n] : [],
  );
  const of = (answers: readonly Timed[]): string => median(shared.map((n) => answers[n]!.ms)).toFixed(1);
  const names = shared.map((n) => programs[n]!.entry).join(', ');
  return `on the ${shared.length} that both get right (${names}), median: built-in ${of(ours)} ms, almostnode ${of(theirs)} ms`;
}
