import type { Mutant } from '../scenario.ts';

const at = (file: string, mutant: Omit<Mutant, 'file'>): Mutant => ({
  file: `src/sim/jetstream/${file}`,
  ...mutant,
});

export const JETSTREAM_MUTANTS: readonly Mutant[] = [
  at('duplicates.ts', {
    what: 'message ids are not remembered',
    find: 'if (id !== undefined) seen.set(id, { seq, at: now() });',
    replace: '',
    killedBy: 'duplicate-id',
  }),
  at('duplicates.ts', {
    what: 'message ids are remembered for ever',
    find: 'if (at + windowMs > now()) return;',
    replace: 'if (at < Infinity) return;',
    killedBy: 'duplicate-window-ends',
  }),
  at('stream.ts', {
    what: 'the expected last sequence is not compared',
    find: 'lastSequence !== undefined && lastSequence !== last',
    replace: 'lastSequence === -1',
    killedBy: 'expected-last-sequence',
  }),
  at('stream.ts', {
    what: 'the expected last sequence of a subject looks at the whole stream',
    find: 'const ofSubject = store.last(subject)?.seq ?? 0;',
    replace: 'const ofSubject = store.info().lastSeq;',
    killedBy: 'expected-last-subject-sequence',
  }),
  at('consumer.ts', {
    what: 'what is delivered again comes after what is new',
    find: 'takeAgain() ?? readOn()',
    replace: 'readOn() ?? takeAgain()',
    killedBy: 'nak-comes-first',
  }),
  at('consumer.ts', {
    what: 'the delivery limit is off by one',
    find: 'if (count > maxDeliver) {',
    replace: 'if (count > maxDeliver + 1) {',
    killedBy: 'max-deliveries',
  }),
  at('consumer.ts', {
    what: 'nothing limits the messages that are out',
    find: "ack !== 'none' && out.size >= maxAckPending",
    replace: 'out.size < 0',
    killedBy: 'max-ack-pending',
  }),
  at('consumer.ts', {
    what: 'a nak ignores its delay',
    find: 'if (delayMs > 0) {',
    replace: 'if (delayMs < 0) {',
    killedBy: 'nak-with-delay',
  }),
  at('consumer.ts', {
    what: 'the backoff list starts with its second entry',
    find: 'backoffMs[count - 1]',
    replace: 'backoffMs[count]',
    killedBy: 'backoff',
  }),
  at('outstanding.ts', {
    what: 'the ack floor stops at the message acknowledged last',
    find: 'raiseFloor(seq, next);',
    replace: '',
    killedBy: 'ack-floor',
  }),
  at('stream.ts', {
    what: 'a work queue keeps what is acknowledged',
    find: "if (retention === 'workqueue') remove(seq, 'done');",
    replace: "if (retention === 'workqueue') return;",
    killedBy: 'work-queue',
  }),
  at('consumer.ts', {
    what: 'a message that is dropped stays among those that are out',
    find: 'else if (consumerSeq !== undefined) settle(message.seq, consumerSeq);',
    replace: '',
    killedBy: 'limit-drops-pending',
  }),
  at('jetstream.ts', {
    what: 'a restart keeps what was in memory',
    find: "if (config.storage !== 'file') removeStream(config.name);",
    replace: '',
    killedBy: 'restart-keeps-files',
  }),
];
