/**
 * What can be tried of the adapter for Kafka where no Kafka is: its client’s partitioner against the model’s, and the
 * client’s requests on the mock cluster of librdkafka, which kcat starts and which speaks the protocol.
 */
import { spawn, spawnSync } from 'node:child_process';
import { compatibilityPartitioner } from '@platformatic/kafka';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaLog } from '#brokers/kafka/log.ts';
import type { LogEngine } from '#sim/log/engine.ts';
import { createPartitioner } from '#sim/log/partitioner.ts';
import { createRandom } from '#sim/random.ts';

test('a key has the partition in the model that a client of Kafka would send it to', () => {
  const model = createPartitioner('murmur2', createRandom('unused'));
  const property = fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(98), (key, more) => {
    const hash = compatibilityPartitioner({ topic: 'orders' }, Buffer.from(key));
    expect(model.partition('orders', key, more + 1, 0)).toBe(hash % (more + 1));
  });
  fc.assert(property, { numRuns: 2000 });
});

const hasMock = spawnSync('kcat', ['-V']).status === 0;
const TOPIC = 'orders';

describe('on the mock cluster of librdkafka', () => {
  let mock: ReturnType<typeof spawn> | undefined;
  let engine: LogEngine;

  beforeAll(async () => {
    if (!hasMock) return;
    const args = ['-P', '-t', TOPIC, '-b', 'replaced', '-X', 'test.mock.num.brokers=1', '-d', 'mock'];
    const started = spawn('kcat', args, { stdio: ['pipe', 'ignore', 'pipe'] });
    mock = started;
    let told = '';
    const address = await new Promise<string>((resolve) =>
      started.stderr.on('data', (data: Buffer) => {
        told += data.toString();
        const found = /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(told)?.[1];
        if (found !== undefined && told.includes(`Created topic "${TOPIC}"`)) resolve(found);
      }),
    );
    engine = await openKafkaLog({ url: `kafka://${address}` });
  });
  afterAll(async () => {
    await engine?.close();
    mock?.kill();
  });

  test('records go to a partition and are read from an offset, and a commit is kept', async ({ skip }) => {
    if (!hasMock) skip('kcat, whose librdkafka has the mock cluster, is not installed');
    const producer = await engine.producer({ idempotent: false });
    const sent = [];
    for (const value of ['o-1', 'o-2']) sent.push(await producer.send(TOPIC, { value, partition: 1 }));
    expect(sent.map(({ offset }) => offset)).toEqual([0, 1]);
    const { partition } = await producer.send(TOPIC, { key: 'hejsan', value: 'o-3' });
    expect(partition).toBe(0x5ec19395 % 4);

    const place = { topic: TOPIC, partition: 1 };
    const member = (id: string) => engine.consumer({ id, topics: [TOPIC], group: 'stock', reset: 'none' });
    const first = await member('first');
    // The mock of older versions cannot tell where a partition begins.
    await expect(first.poll(0)).rejects.toThrow('NO_OFFSET_FOR_PARTITION');
    for (const one of await first.assignment()) await first.seek(one, 0);
    expect((await first.poll()).map(({ value }) => value)).toContain('o-1');
    await first.commit(place, 1);
    await first.close();
    expect(await engine.committed('stock', place)).toBe(1);
  });
});
