/** What the differential tests found: programs whose printed order was compared with that of a real host. Pure. */
import { z } from 'zod';

const count = z.int().min(0);
const row = z.object({
  set: z.enum(['generated', 'puzzles', 'book']),
  host: z.enum(['node-cjs', 'node-esm', 'browser']),
  truth: z.string(),
  subject: z.string(),
  programs: count,
  equal: count,
  races: count,
  mismatches: count,
  declared: z.record(z.string(), count),
  mismatched: z.array(z.string()),
});

export const loopReport = z.object({
  date: z.iso.date(),
  rows: z.array(row),
  declared: z.array(z.object({ id: z.string(), why: z.string() })),
  races: z.array(z.string()),
  racesFound: z.array(z.object({ undecided: count, found: count })),
});

/** Programs of one set, and what became of them on one engine. */
export interface LoopRow {
  programs: string;
  /** Where they really ran, and where our runtime ran. */
  truth: string;
  subject: string;
  count: number;
  equal: number;
  races: number;
  declared: number;
  mismatches: number;
  /** Which programs those are. */
  mismatched: readonly string[];
}

export interface LoopVerification {
  date: string;
  /** All of them, each once for each engine that ran it. */
  totals: Omit<LoopRow, 'programs' | 'truth' | 'subject' | 'mismatched'>;
  /** Programs of which real Node printed more than one order, and of how many of them the lab says so. */
  undecided: { programs: number; found: number };
  hosts: readonly { id: string; name: string; rows: readonly LoopRow[] }[];
  races: readonly string[];
  /** Why programs differ in a way that is known and said; `times` is how many did. */
  declared: readonly { why: string; times: number }[];
}

const HOSTS: Readonly<Record<z.infer<typeof row>['host'], string>> = {
  'node-cjs': 'Node, CommonJS',
  'node-esm': 'Node, ES module',
  browser: 'A page in a browser',
};
const SETS: Readonly<Record<z.infer<typeof row>['set'], string>> = {
  generated: 'Generated from seeds',
  puzzles: 'Known puzzles',
  book: 'Blocks of this book',
};

export function arrangeLoop(report: z.infer<typeof loopReport>): LoopVerification {
  const { date, rows, declared, races, racesFound } = report;
  const hosts = Object.entries(HOSTS).map(([id, name]) => ({
    id,
    name,
    rows: Object.keys(SETS).flatMap((set) =>
      rows.filter((one) => one.host === id && one.set === set).map(rowOf),
    ),
  }));
  const all = hosts.flatMap(({ rows: of }) => of);
  const sum = (pick: (one: LoopRow) => number): number => all.reduce((total, one) => total + pick(one), 0);
  return {
    date,
    totals: {
      count: sum((one) => one.count),
      equal: sum((one) => one.equal),
      races: sum((one) => one.races),
      declared: sum((one) => one.declared),
      mismatches: sum((one) => one.mismatches),
    },
    undecided: {
      programs: racesFound.reduce((total, one) => total + one.undecided, 0),
      found: racesFound.reduce((total, one) => total + one.found, 0),
    },
    hosts: hosts.filter(({ rows: of }) => of.length > 0),
    races,
    declared: declared
      .map(({ id, why }) => ({
        why,
        times: rows.reduce((total, one) => total + (one.declared[id] ?? 0), 0),
      }))
      .filter(({ times }) => times > 0),
  };
}

function rowOf(found: z.infer<typeof row>): LoopRow {
  const { set, truth, subject, programs, equal, races, mismatches, declared, mismatched } = found;
  return {
    programs: SETS[set],
    truth: engineName(truth),
    subject: engineName(subject.replace('embedded runtime', 'built-in runtime')),
    count: programs,
    equal,
    races,
    declared: Object.values(declared).reduce((total, times) => total + times, 0),
    mismatches,
    mismatched,
  };
}

/** Drivers call browsers by other names than people do. */
function engineName(name: string): string {
  return name.replace('firefox/', 'Firefox ').replace('MiniBrowser', 'WebKitGTK');
}
