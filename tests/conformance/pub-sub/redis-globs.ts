/** The patterns of Redis, cell by cell. */
import { strict as assert } from 'node:assert';
import type { RedisPubSubEngine } from '#sim/pub-sub/engine.ts';
import type { Scenario } from '../scenario.ts';

const spaced = (lines: string): string[] => ['', ...lines.trim().split(/\s+/)];

/** The last lines: a bracket without its end or with what would be its end in an odd place, and escapes. */
const PATTERNS = spaced(String.raw`
  * ** *** ? ?? ??? *? ?* *?* ?*? a ab A* a* *a *a* a*b a*c a**b a*b* *b*c a?c a.? *.* a.* *.b *.b.* é ?é ??é a??
  [ab] [^ab] [a-c] [c-a] [ab]* *[ab] [ab][ab] a[^b]c a[.-c]b [a-b-c] [.] [^^] [a^] [*] [?] [é] [^é] [a-é] [é-a]
  [ [^ [] [^] []a] [^]a] [a [^a [a- [a-] [a-]b] [-a] [a-c a[ a[b [[] [[a]] [\]] [\^a] [\a-c] [a\-c] [a-\c] [\ [a\
  \* \? \[a] \a \ a\ \\ *\* \** a\*b
`);

const CHANNELS = spaced(String.raw`
  a b c d A ab ba bb abc aXc aab abab abcabc a.b a.b.c . .. é aé ü
  * ? [ ] ^ - \ a* a*b [a] a] b] -] a[ a[b \a a\
`);

export const GLOB_TABLE: Scenario<RedisPubSubEngine> = {
  id: 'globs',
  title: `${PATTERNS.length} patterns by ${CHANNELS.length} channels match as the simulator says`,
  async run(engine, { name, simulator }) {
    const base = `${name('glob')}:`;
    const expected = await matchTable(await simulator(), base);
    assert.deepEqual(await matchTable(engine, base), expected);
    assert.ok(Object.values(expected).some((matching) => matching.length > 0));
  },
};

/** Which channels each pattern hears. Both stand behind a name of their own, so that nobody else hears or says them. */
async function matchTable(engine: RedisPubSubEngine, base: string): Promise<Record<string, string[]>> {
  const [publisher, subscriber] = [await engine.connect(), await engine.connect()];
  await subscriber.pSubscribe(PATTERNS.map((pattern) => base + pattern));
  for (const channel of CHANNELS) await publisher.publish(base + channel, 'm');
  const table = Object.fromEntries(PATTERNS.map((pattern) => [pattern, [] as string[]]));
  for (const { pattern = '', channel } of await subscriber.received()) {
    table[pattern.slice(base.length)]?.push(channel.slice(base.length));
  }
  return table;
}
