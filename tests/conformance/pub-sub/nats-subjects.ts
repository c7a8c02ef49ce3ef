/** The subjects of NATS, cell by cell. */
import { strict as assert } from 'node:assert';
import type { NatsCoreEngine } from '#sim/pub-sub/engine.ts';
import type { Scenario } from '../scenario.ts';

/** All subjects of one to three of these tokens. */
function subjectsOf(tokens: readonly string[]): string[] {
  const longer = (subjects: readonly string[]) =>
    subjects.flatMap((subject) => tokens.map((token) => `${subject}.${token}`));
  return [...tokens, ...longer(tokens), ...longer(longer(tokens))];
}

/** An empty token makes a subject that nobody can subscribe to, and so does > anywhere but at the end. */
const SUBSCRIBED = [
  ...subjectsOf(['a', 'b', '*', '>']),
  'a*',
  '*a',
  '>a',
  'a>',
  '**',
  '>>',
  'a.**',
  '.a',
  'a.',
  'a..b',
  '',
  '.',
  'A',
  'a.B',
  '$a',
  'é',
  'a.b.a.b',
  '*.*.*.*',
];
const PUBLISHED = [
  ...subjectsOf(['a', 'b']),
  '*',
  '>',
  'a.*',
  'a.>',
  '*.b',
  '>.b',
  'a*',
  '*a',
  '**',
  '.a',
  'a.',
  'a..b',
  '',
  'A',
  'a.B',
  '$a',
  'é',
  'ab',
  'a.b.a.b',
];

export const SUBJECT_TABLE: Scenario<NatsCoreEngine> = {
  id: 'subjects',
  title: `${SUBSCRIBED.length} subscriptions by ${PUBLISHED.length} subjects match as the simulator says`,
  async run(engine, { name, simulator }) {
    const base = `${name('table')}.`;
    const expected = await matchTable(await simulator(), base);
    assert.deepEqual(await matchTable(engine, base), expected);
    assert.ok(Object.values(expected).includes('refused'));
  },
};

/** Which subjects each subscription hears, or that it is refused. All stand behind a token of their own. */
async function matchTable(
  engine: NatsCoreEngine,
  base: string,
): Promise<Record<string, string[] | 'refused'>> {
  const nats = await engine.connect();
  const subscriptions = [];
  for (const subject of SUBSCRIBED) {
    const subscription = await nats.subscribe(base + subject).catch(() => undefined);
    subscriptions.push([subject, subscription] as const);
  }
  for (const subject of PUBLISHED) await nats.publish(base + subject, subject);
  const table: Record<string, string[] | 'refused'> = {};
  for (const [subject, subscription] of subscriptions) {
    const messages = await subscription?.received();
    table[subject] = messages?.map(({ data }) => data) ?? 'refused';
  }
  return table;
}
