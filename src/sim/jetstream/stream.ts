/**
 * One stream: what it accepts, what it drops, and who reads it.
 * Source: docs.nats.io, “Streams” and “Model deep dive”; nats-server 2.9, server/stream.go and memstore.go.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import type { Consumer } from './consumer.ts';
import { createDuplicates } from './duplicates.ts';
import type { Expectation, PublishAck, PublishOptions, PurgeOptions, StreamConfig } from './engine.ts';
import { refusal } from './errors.ts';
import { createMessageStore, sizeOf, utf8Length, type Kept, type MessageStore } from './store.ts';
import { subjectMatches } from './subjects.ts';

export interface Stream {
  readonly config: StreamConfig;
  readonly store: MessageStore;
  readonly consumers: Map<string, Consumer>;
  publish(subject: string, body: string, options: PublishOptions): PublishAck;
  /** Removes one message. Throws a JetStreamError if it is not there. */
  delete(seq: number): void;
  purge(options: PurgeOptions): number;
  /** A consumer is done with a message: whether the message goes is a matter of the stream's retention. */
  settled(seq: number): void;
  /** A consumer has gone: what only it was interested in goes too. */
  consumerGone(): void;
}

const DUPLICATE_WINDOW = 120_000;

/** How a message is called in a trace. */
export const nameOf = (stream: string, seq: number): string => `${stream}#${seq}`;

export function createStream(
  config: StreamConfig,
  world: World,
  record: (event: BrokerEvent) => void,
): Stream {
  const { name, retention = 'limits', maxAgeMs = Infinity } = config;
  const store = createMessageStore();
  const consumers = new Map<string, Consumer>();
  const ageing = world.process(`${name} ageing`);
  const window = config.duplicateWindowMs ?? Math.min(DUPLICATE_WINDOW, maxAgeMs);
  const duplicates = createDuplicates(window, () => world.now);

  function remove(seq: number, reason: string) {
    const message = store.remove(seq);
    if (!message) return;
    record({ type: 'MessageDropped', message: nameOf(name, seq), queue: name, reason });
    for (const consumer of consumers.values()) consumer.removed(message);
  }

  function keepWithinLimits(subject: string) {
    const { maxPerSubject = Infinity, maxMessages = Infinity, maxBytes = Infinity } = config;
    if (store.countOf(subject) > maxPerSubject) remove(store.oldestOf(subject), 'limit');
    for (let info = store.info(); info.messages > maxMessages || info.bytes > maxBytes; info = store.info()) {
      remove(info.firstSeq, 'limit');
    }
  }

  function age(message: Kept) {
    ageing.after(maxAgeMs, () => remove(message.seq, 'expired'));
  }

  function publish(subject: string, body: string, { id, expect = {} }: PublishOptions): PublishAck {
    if (expect.stream !== undefined && expect.stream !== name) throw refusal('otherStream');
    const known = id === undefined ? undefined : duplicates.find(id);
    if (known !== undefined) return { stream: name, seq: known, duplicate: true };
    checkExpectation(expect, subject, store, duplicates.lastId);
    checkRoom(config, store, subject, body);
    const wanted = retention !== 'interest' || [...consumers.values()].some((c) => wants(c, subject));
    const kept = wanted ? store.add(subject, body, world.now) : undefined;
    const seq = kept?.seq ?? store.skip();
    duplicates.stored(seq, id);
    record({ type: 'MessagePublished', message: nameOf(name, seq), to: subject });
    if (kept) {
      record({ type: 'MessageRouted', message: nameOf(name, seq), queue: name });
      keepWithinLimits(subject);
      if (maxAgeMs < Infinity) age(kept);
      if (store.get(seq)) for (const consumer of consumers.values()) consumer.stored(kept);
    }
    record({ type: 'PublishConfirmed', message: nameOf(name, seq), accepted: true });
    return { stream: name, seq, duplicate: false };
  }

  function dropUnwanted(message: Kept) {
    if (![...consumers.values()].some((consumer) => consumer.needs(message))) remove(message.seq, 'done');
  }

  return {
    config,
    store,
    consumers,
    publish,
    delete(seq) {
      if (!store.get(seq)) throw refusal('sequenceNotFound', seq);
      remove(seq, 'deleted');
    },
    purge({ filter = '>', before, keep }) {
      if (before !== undefined && keep !== undefined) throw refusal('badRequest');
      const fitting = store.all().filter(({ subject }) => subjectMatches(filter, subject));
      const going = fitting.slice(0, Math.max(0, fitting.length - (keep ?? 0)));
      const gone = going.filter(({ seq }) => before === undefined || seq < before);
      for (const { seq } of gone) remove(seq, 'purged');
      return gone.length;
    },
    settled(seq) {
      const message = store.get(seq);
      if (!message || retention === 'limits') return;
      if (retention === 'workqueue') remove(seq, 'done');
      else dropUnwanted(message);
    },
    consumerGone() {
      if (retention === 'interest') store.all().forEach(dropUnwanted);
    },
  };
}

const wants = ({ config }: Consumer, subject: string) => subjectMatches(config.filter ?? '>', subject);

/** The server compares the stream's last sequence before the subject's, and both before the last id. */
function checkExpectation(expect: Expectation, subject: string, store: MessageStore, lastId: string) {
  const { lastSubjectSequence, lastSequence } = expect;
  const ofSubject = store.last(subject)?.seq ?? 0;
  if (lastSubjectSequence !== undefined && lastSubjectSequence !== ofSubject) {
    throw refusal('wrongLastSequence', ofSubject);
  }
  const last = store.info().lastSeq;
  if (lastSequence !== undefined && lastSequence !== last) throw refusal('wrongLastSequence', last);
  if (expect.lastId !== undefined && expect.lastId !== lastId) throw refusal('wrongLastId', lastId);
}

function checkRoom(config: StreamConfig, store: MessageStore, subject: string, body: string) {
  const { maxMessageBytes = Infinity, maxMessages = Infinity, maxBytes = Infinity, maxPerSubject } = config;
  if (utf8Length(body) > maxMessageBytes) throw refusal('messageTooLarge');
  if (config.discard !== 'new') return;
  // At its subject's limit a message replaces another one, so that the stream does not grow.
  const replaces = maxPerSubject !== undefined && store.countOf(subject) >= maxPerSubject;
  if (replaces && config.discardNewPerSubject) throw refusal('tooManyPerSubject');
  const { messages, bytes } = store.info();
  if (messages >= maxMessages && !replaces) throw refusal('tooManyMessages');
  if (bytes + sizeOf(subject, body) > maxBytes && !replaces) throw refusal('tooManyBytes');
}
