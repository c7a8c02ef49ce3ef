/** Wrong simulators of streams. */
import type { Mutant } from '../scenario.ts';

const FOLDER = 'src/sim/stream-groups';

export const STREAM_MUTANTS: readonly Mutant[] = [
  {
    what: 'An id that was there may come again',
    file: `${FOLDER}/ids.ts`,
    find: 'if (id > last) return id;',
    replace: 'if (id >= last) return id;',
    killedBy: 'id-must-be-greater',
  },
  {
    what: 'Acknowledging counts whatever it is told',
    file: `${FOLDER}/group-commands.ts`,
    find: 'if (!pending) continue;',
    replace: 'if (!pending) { acknowledged++; continue; }',
    killedBy: 'ack-once',
  },
  {
    what: 'Reading for a group takes entries out of the stream',
    file: `${FOLDER}/group.ts`,
    find: 'const consumer = consumerOf(group, to, now);\n  for (const { id } of entries) {',
    replace:
      'const consumer = consumerOf(group, to, now);\n  for (const { id } of entries) {\n    log.remove([id]);',
    killedBy: 'groups-get-all',
  },
  {
    what: '> repeats what is not acknowledged',
    file: `${FOLDER}/group.ts`,
    find: 'between(group.place.lastId + 1n, MAX_ID, count)',
    replace: 'between((group.pending.first?.id ?? group.place.lastId + 1n), MAX_ID, count)',
    killedBy: 'news-never-repeats',
  },
  {
    what: 'Whoever asks for their history gets that of the whole group',
    file: `${FOLDER}/group.ts`,
    find: 'return consumer.pending.between(after + 1n',
    replace: 'return group.pending.between(after + 1n',
    killedBy: 'history-is-ones-own',
  },
  {
    what: 'A busy entry is stolen',
    file: `${FOLDER}/claim.ts`,
    find: 'now - pending.deliveredAt < minIdle;',
    replace: 'now - pending.deliveredAt < 0 * minIdle;',
    killedBy: 'busy-is-not-stolen',
  },
  {
    what: 'JUSTID counts as a delivery',
    file: `${FOLDER}/claim.ts`,
    find: 'if (counts) pending.deliveries++;',
    replace: 'pending.deliveries++;',
    killedBy: 'claim-just-id',
  },
  {
    what: 'Trimming takes the newest',
    file: `${FOLDER}/log.ts`,
    find: 'entries.removeFirst(oldest.length);',
    replace: 'for (const { id } of entries.backwards(lastId, 0n, oldest.length)) entries.remove(id);',
    killedBy: 'trim-maxlen',
  },
  {
    what: 'Pending entries go when their entry is trimmed',
    file: `${FOLDER}/group.ts`,
    find: 'return consumer.pending.between(after + 1n, MAX_ID, count).map',
    replace:
      'return consumer.pending.between(after + 1n, MAX_ID, count).filter(({ id }) => log.entries.get(id)).map',
    killedBy: 'trimmed-while-pending',
  },
  {
    what: 'What a deleted consumer had pending goes back to the group',
    file: `${FOLDER}/group-commands.ts`,
    find: 'for (const { id } of held) forget(group, id);',
    replace:
      'for (const { id } of held) forget(group, id);\n      if (held[0]) group.place = { ...group.place, lastId: held[0].id - 1n };',
    killedBy: 'delete-consumer-loses',
  },
  {
    what: 'A restart forgets what was pending',
    file: `${FOLDER}/redis-streams.ts`,
    find: '      waiting.forget();',
    replace:
      '      waiting.forget();\n      for (const { groups } of streams.values()) for (const { pending } of groups.values()) pending.removeFirst(pending.size);',
    killedBy: 'restart-keeps',
  },
  {
    what: 'Of those who wait, the last one is served first',
    file: `${FOLDER}/waiting.ts`,
    find: '[...waiters].filter(({ keys }) => keys.includes(key));',
    replace: '[...waiters].filter(({ keys }) => keys.includes(key)).reverse();',
    killedBy: 'block-group',
  },
  {
    what: 'After XGROUP SETID the counters go on',
    file: `${FOLDER}/group.ts`,
    find: 'deliveredAt: now, deliveries: 1 });',
    replace: 'deliveredAt: now, deliveries: entries.length });',
    killedBy: 'group-set-back',
  },
  {
    what: 'The lag does not care for deleted entries',
    file: `${FOLDER}/lag.ts`,
    find: 'return first !== undefined && greatestDeleted >= first.id && greatestDeleted >= id;',
    replace: 'return first !== undefined && id < 0n && greatestDeleted < 0n;',
    killedBy: 'lag',
  },
  {
    what: 'What was claimed by force counts from 0',
    file: `${FOLDER}/claim.ts`,
    find: 'deliveredAt: rules.now, deliveries: 1 };',
    replace: 'deliveredAt: rules.now, deliveries: 0 };',
    killedBy: 'claim-needs-pending',
  },
  {
    what: 'An entry deleted before the first one that is left makes the lag unknown',
    file: `${FOLDER}/lag.ts`,
    find: 'if (log.greatestDeleted >= first.id) return undefined;',
    replace: 'if (log.greatestDeleted > 0n) return undefined;',
    killedBy: 'random-lag',
  },
  {
    what: 'Where a group began to read without a count, it never gets one',
    file: `${FOLDER}/lag.ts`,
    find: 'counted ? entriesRead + 1 : addedUpTo(log, id)',
    replace: 'counted ? entriesRead + 1 : undefined',
    killedBy: 'random-commands',
  },
];
