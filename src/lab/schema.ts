/** The manifest of a lab, `labs/<lab>/lab.ts`: its fields, their bounds, and how to mend one that is wrong. */
import { z } from 'zod';

const HOSTS = ['node-esm', 'node-cjs', 'browser'] as const;
const NEEDS = ['processes', 'http', 'npm', 'terminal'] as const;
const VIEWS = [
  'event-loop',
  'event-store',
  'broker',
  'topology',
  'schedule',
  'buffer',
  'system',
  'attempts',
  'conversation',
  'listeners',
  'windows',
  'saga',
  'shop',
  'tracing',
  'dom',
] as const;

const PACKAGES = ['ajv'] as const;
export type PackageName = (typeof PACKAGES)[number];

/** An id is a folder name, and permanent: progress, links and workshops refer to it. */
export const LAB_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Two digits for the order, then words: `01-a-c-b`. */
export const EXERCISE_ID = /^\d\d(-[a-z0-9]+)+$/;

const sentence = z.string().trim().min(1);

const wrongSolutionSchema = z.strictObject({
  /** Name of the check that must fail on it, word for word as in checks.test.js. */
  caughtBy: sentence,
  /** One sentence for the learner whose failure has this shape, at the level of the pattern. */
  feedback: sentence,
});

const exerciseSchema = z.strictObject({
  /** Folder name under exercises/. */
  id: z.string().regex(EXERCISE_ID),
  /** What the learner reads above the exercise. */
  title: sentence,
  /** How long it takes a learner, in minutes. */
  minutes: z.int().min(1).max(120),
  /** The main program's host: decides module system and globals. */
  host: z.enum(HOSTS),
  /** The file that Run executes; it stands in starter/ and in solution/. */
  entry: sentence,
  /** Names of checks that may pass on the starter, to welcome the learner. */
  warmUps: z.array(sentence).default([]),
  /** The wrong solutions: folder name under wrong/ → which check catches it, and what to say then. */
  wrong: z.record(z.string(), wrongSolutionSchema),
});

const playSchema = z.strictObject({
  /** Name of the file under play/, without its ending. */
  id: z.string().regex(LAB_ID),
  /** What the learner reads in the menu. */
  title: sentence,
  /** What there is to see, in a sentence or two. */
  about: sentence,
  /** The program's host. */
  host: z.enum(HOSTS),
});

export const manifestSchema = z.strictObject({
  /** Number of the chapter that the lab belongs to. */
  chapter: z.int().min(1).max(10),
  /** Which of the chapter's labs it is; those with the same number follow each other by id. */
  place: z.int().min(1).max(9).default(1),
  /** What the learner reads in lists. */
  title: sentence,
  /** What the learner can do afterwards, in one sentence. */
  summary: sentence,
  /** Ids of the labs that are best done before it, beyond what its chapter says. */
  after: z.array(z.string().regex(LAB_ID)).default([]),
  /** What the lab needs of its runtime beyond running programs. */
  needs: z.array(z.enum(NEEDS)).default([]),
  /** What draws a run of the lab's programs; left out if there is only output. */
  view: z.enum(VIEWS).nullable().default(null),
  /** True: its files may import the lab kit, `./kit.js`. */
  kit: z.boolean().default(false),
  /** Packages that its files may import, each as one file beside them: `./ajv.js`. */
  packages: z.array(z.enum(PACKAGES)).default([]),
  /** Programs for free play, in the order of the menu; their files are play/<id>.js. */
  play: z.array(playSchema).default([]),
  /** The exercises, in the order in which they are done. */
  exercises: z.array(exerciseSchema).min(1),
});

/** As an author writes it: fields with a default may be left out. */
export type LabManifestInput = z.input<typeof manifestSchema>;
/** As the catalogue uses it. */
export type LabManifest = z.output<typeof manifestSchema>;
export type ExerciseManifest = LabManifest['exercises'][number];

/** A right value for each field, for the last sentence of an error. */
const EXAMPLES: Readonly<Record<string, string>> = {
  chapter: 'chapter: 2',
  place: 'place: 2, or leave the field out for the first',
  title: "title: 'The event loop'",
  summary: "summary: 'Predict in which order the parts of a program run.'",
  after: "after: ['broker'], or leave the field out",
  needs: "needs: [] or some of 'processes', 'http', 'npm', 'terminal'",
  view: "view: 'event-loop', or leave the field out",
  kit: 'kit: true, or leave the field out',
  packages: "packages: ['ajv'], or leave the field out",
  play: "play: [{ id: 'every-queue', title: 'Every queue', about: 'What there is to see.', host: 'node-esm' }]",
  about: "about: 'What there is to see, in a sentence.'",
  exercises: "exercises: [{ id: '01-first-steps', … }]",
  id: "id: '01-first-steps', the name of its folder",
  minutes: 'minutes: 10',
  host: "host: 'node-esm'",
  entry: "entry: 'main.js'",
  warmUps: "warmUps: ['the name of a check']",
  wrong: "wrong: { 'the-folder': { caughtBy: 'the name of a check', feedback: 'What went wrong.' } }",
  caughtBy: "caughtBy: 'the name of a check'",
  feedback: "feedback: 'What went wrong, in one sentence.'",
};

/**
 * Says what is wrong with a manifest, one sentence for each fault:
 * `exercises[1].host: expected one of node-esm, node-cjs, browser, got "nod". Write host: 'node-esm'.`
 */
export function manifestFaults(manifest: unknown): string[] {
  const { error } = manifestSchema.safeParse(manifest);
  return (error?.issues ?? []).map((issue) => {
    const field = fieldOf(issue.path) || 'the manifest';
    if (issue.code === 'unrecognized_keys') {
      return `${field}: has no field ${issue.keys.join(', ')}. Remove it, or correct its spelling.`;
    }
    const got = show(issue.path.reduce<unknown>(step, manifest));
    return `${field}: expected ${expectation(issue)}, got ${got}.${remedy(issue.path)}`;
  });
}

function step(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === 'object'
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${String(key)}]`;
      const name = String(key);
      if (!/^[A-Za-z_]\w*$/.test(name)) return `['${name}']`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : `a value of type ${issue.expected}`;
    case 'too_small':
      return `${issue.origin === 'string' ? 'some text' : `at least ${String(issue.minimum)}`}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return 'two digits and lower-case words, joined by hyphens';
    default:
      return issue.message;
  }
}

function remedy(path: readonly PropertyKey[]): string {
  const field = path.findLast((key) => typeof key === 'string' && key in EXAMPLES);
  return field === undefined ? '' : ` Write ${EXAMPLES[String(field)] ?? ''}.`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
