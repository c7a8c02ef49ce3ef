/** Every filter of a list against every topic of a list: which hear, cell by cell, and which are refused. */
import { strict as assert } from 'node:assert';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import type { Scenario } from '../scenario.ts';
import { bench } from './set-up.ts';

/** Below the scenario's own topic T. */
const FILTERS = [
  'T', 'T/', 'T/a', 'T/a/', 'T//a', 'T/a/b', 'T/a//b', 'T/$a', 'T/A', 'T/é', 'T/+', 'T/+/', 'T/+/b', 'T/a/+', 'T/+/+',
  'T/+/+/+', 'T//+', 'T/+//b', 'T/#', 'T/a/#', 'T/+/#', 'T/+/b/#', 'T//#', '+/a', 'T/a/+/#', 'T/a b',
]; // prettier-ignore
const TOPICS = [
  'T', 'T/', 'T//', 'T/a', 'T/a/', 'T//a', 'T/a/b', 'T/a//b', 'T/a/b/', 'T/a/b/c', 'T/$a', 'T/$a/b', 'T/A', 'T/é',
  'T/a b', 'T/b', 'T/b/b', 'T///', 'T/a/b/c/d', '/T', '$T', '$T/a', 'T.a', 'T/a.b', 'T/*', 'T/>',
]; // prettier-ignore
/** Over everything: these hear other scenarios' messages too, of which only the own ones count. */
const WIDE = ['#', '+/#', '+', '/+', '/#', '$T/#', '$T/+', '+/+'];

const INVALID_TOPICS = ['', '+', '#', 'a+', 'a/#', 'a/+/b', 'a#', 'a\0', '\0'];
const INVALID_FILTERS = [
  '', 'a+', '+a', 'a/+b', 'a/b+', '#a', 'a#', 'a/#/b', '#/a', 'a/b#', '++', '##', 'a/##', '+#', '#+', '\0', 'a\0b',
]; // prettier-ignore
const VALID = ['/', '//', ' ', '+/+', '/#', '/+', '$SYS/#', 'a/$b', '*', 'a.b', 'a/>'];

export const TOPIC_TABLE: readonly Scenario<MqttEngine>[] = [
  {
    id: 'topic-table',
    title: `${(FILTERS.length + WIDE.length) * TOPICS.length} pairs of a filter and a topic hear or do not hear`,
    async run(engine, trial) {
      assert.deepEqual(await table(engine, trial), await table(await trial.simulator(), trial));
    },
  },
  {
    id: 'parent-level',
    title: '“#” hears its parent level too, “+” does not; neither at the front hears topics with “$”',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const [tree, level] = [await subscriber({}, `${topic}/#`), await subscriber({}, `${topic}/+`)];
      const anything = await subscriber({}, '#');
      await publisher.publish(topic, 'parent', { qos: 1 });
      await publisher.publish(`$${topic}`, 'hidden', { qos: 1 });
      assert.deepEqual([await heard(tree), await heard(level)], [['parent q1'], []]);
      assert.equal((await heard(anything)).includes('hidden q1'), false);
    },
  },
  {
    id: 'topic-validity',
    title: `${INVALID_TOPICS.length + INVALID_FILTERS.length} topics and filters are none, ${2 * VALID.length} are`,
    async run(engine) {
      const accepted = async (key: 'publishTo' | 'subscribeTo', texts: readonly string[]) => {
        const answers = await Promise.all(
          texts.map(
            async (text) => [text, await engine.accepts({ [key]: text } as { publishTo: string })] as const,
          ),
        );
        return answers.filter(([, yes]) => yes).map(([text]) => text);
      };
      const topics = VALID.filter((text) => !/[+#]/.test(text));
      assert.deepEqual(await accepted('publishTo', [...INVALID_TOPICS, ...topics]), topics);
      assert.deepEqual(await accepted('subscribeTo', [...INVALID_FILTERS, ...VALID]), VALID);
    },
  },
];

/** For each filter the topics that it has heard. */
async function table(
  engine: MqttEngine,
  trial: Parameters<typeof bench>[1],
): Promise<Record<string, string[]>> {
  const { topic, publisher, client } = await bench(engine, trial);
  const own = (text: string) => text.replace('T', topic);
  const rows = await Promise.all(
    [...FILTERS, ...WIDE].map(async (filter) => {
      const listener = await client();
      await listener.subscribe(own(filter), { qos: 1 });
      return { filter, listener };
    }),
  );
  for (const each of TOPICS) await publisher.publish(own(each), each, { qos: 1 });
  await engine.settle();
  const hits = rows.map(({ filter, listener }) => {
    const mine = listener.received().filter((message) => message.topic.includes(topic));
    return [filter, mine.map(({ body }) => body).toSorted()] as const;
  });
  return Object.fromEntries(hits);
}
