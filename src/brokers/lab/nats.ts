/**
 * Topics and groups on NATS JetStream: a topic is a stream with a subject for each partition, a lane is a durable
 * consumer. JetStream has no dead letters, and learns of a consumer's death only when its ack wait is over: both are
 * done for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { laneName, type Lane } from '#sim/groups/port.ts';
import { openNatsJetStream } from '../nats/jetstream.ts';
import type { AskedBroker, DeadLetter } from './asked-lanes.ts';

/** Longer than any handler of a lab takes. */
const ACK_WAIT = 300_000;

export async function openNatsLanes(url: string, space: string, quiet: number): Promise<AskedBroker> {
  const nats = await openNatsJetStream({ url });
  const streams = new Map<string, Promise<void>>();
  // A dot separates the words of a subject, and may not stand in the name of a stream.
  const named = (name: string) => `${space}${name}`.replaceAll('.', '_');
  const subjectOf = (topic: string, partition: number | undefined) => `${named(topic)}.${partition ?? 'all'}`;

  function ensure(topic: string): Promise<void> {
    const name = named(topic);
    const known = streams.get(name) ?? nats.addStream({ name, subjects: [`${name}.*`] });
    streams.set(name, known);
    return known;
  }

  const consumerOf = (lane: Lane) => laneName(lane).replaceAll('.', '_');

  return {
    async declare(lane) {
      await ensure(lane.topic);
      await nats.addConsumer(named(lane.topic), {
        name: consumerOf(lane),
        deliver: 'new',
        ackWaitMs: ACK_WAIT,
        filter: subjectOf(lane.topic, lane.partition),
        // Of a partition nothing is handed out before what stands in front of it is answered.
        ...(lane.partition === undefined ? {} : { maxAckPending: 1 }),
      });
    },
    async append(topic, partition, { id, body }) {
      await ensure(topic);
      await nats.publish(subjectOf(topic, partition), JSON.stringify({ id, body }));
    },
    async take(lane) {
      const { deliveries } = await nats.pull(named(lane.topic), consumerOf(lane), { batch: 1 });
      const [delivery] = deliveries;
      if (!delivery) return undefined;
      return {
        ...(JSON.parse(delivery.body) as { id: string; body: string }),
        deliveries: delivery.count,
        ack: () => nats.answer(delivery, { type: 'ack' }),
        giveBack: () => nats.answer(delivery, { type: 'nak' }),
      };
    },
    async bury(name, letter) {
      await ensure(name);
      await nats.publish(subjectOf(name, undefined), JSON.stringify(letter));
    },
    async exhume(name) {
      await ensure(name);
      const letters: DeadLetter[] = [];
      const { firstSeq, lastSeq } = await nats.streamInfo(named(name));
      for (let seq = Math.max(firstSeq, 1); seq <= lastSeq; seq++) {
        const { body } = await nats.message(named(name), { seq });
        letters.push(JSON.parse(body) as DeadLetter);
      }
      await nats.purge(named(name));
      return letters;
    },
    rest: () => sleep(quiet),
    close: () => nats.close(),
  };
}
