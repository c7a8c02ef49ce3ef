/** Wrong simulators of Redis Pub/Sub and of core NATS. */
import type { Mutant } from '../scenario.ts';

const FOLDER = 'src/sim/pub-sub';

export const REDIS_MUTANTS: readonly Mutant[] = [
  {
    what: 'A client gets one copy however many of its subscriptions match',
    file: `${FOLDER}/redis-pub-sub.ts`,
    find: 'return copies.length;',
    replace: 'return new Set(copies.map(([client]) => client)).size;',
    killedBy: 'twice-by-channel-and-pattern',
  },
  {
    what: 'A dead connection stays subscribed',
    file: `${FOLDER}/redis-pub-sub.ts`,
    find: 'for (const queue of namesOf(all, client)) remove(all, queue, client);',
    replace: 'for (const queue of namesOf(all, client).slice(1)) remove(all, queue, client);',
    killedBy: 'missed-while-away',
  },
  {
    what: 'Patterns are served before channels',
    file: `${FOLDER}/redis-pub-sub.ts`,
    find: 'for (const [client, copy] of copies) {',
    replace: 'for (const [client, copy] of copies.toReversed()) {',
    killedBy: 'channel-before-pattern',
  },
  {
    what: 'A * stops at dots',
    file: `${FOLDER}/glob.ts`,
    find: '} else if (star >= 0) {',
    replace: '} else if (star >= 0 && text[starAt] !== 46) {',
    killedBy: 'star-crosses-dots',
  },
  {
    what: 'A ] right behind [ belongs to the choice, as in a shell',
    file: `${FOLDER}/glob.ts`,
    find: 'while (at < pattern.length && pattern[at] !== CLOSE) {',
    replace: 'while (at < pattern.length && (pattern[at] !== CLOSE || at === start)) {',
    killedBy: 'globs',
  },
  {
    what: '* fits the empty channel',
    file: `${FOLDER}/glob.ts`,
    find: 'if (text.length === 0) return tokens.length === 0;',
    replace: '',
    killedBy: 'empty-channel',
  },
  {
    what: '? is a letter, not a byte',
    file: `${FOLDER}/glob.ts`,
    find: 'new Int8Array(new TextEncoder().encode(text).buffer)',
    replace: 'new Int8Array([...text].map((char) => char.codePointAt(0) ?? 0))',
    killedBy: 'globs',
  },
  {
    what: 'UNSUBSCRIBE without names takes one channel',
    file: `${FOLDER}/redis-pub-sub.ts`,
    find: 'unsubscribe: (names = namesOf(channels, client)) =>',
    replace: 'unsubscribe: (names = namesOf(channels, client).slice(0, 1)) =>',
    killedBy: 'unsubscribe',
  },
  {
    what: 'Subscriptions by pattern outlive a restart',
    file: `${FOLDER}/redis-pub-sub.ts`,
    find: '      patterns.clear();\n',
    replace: '',
    killedBy: 'restart-forgets',
  },
];

export const NATS_MUTANTS: readonly Mutant[] = [
  {
    what: 'Every member of a queue group gets the message',
    file: `${FOLDER}/nats-core.ts`,
    find: '[...groups.values()].map((members) => chance.pick(members))',
    replace: '[...groups.values()].flat()',
    killedBy: 'queue-group',
  },
  {
    what: 'The first member of a queue group gets all',
    file: `${FOLDER}/nats-core.ts`,
    find: 'chance.pick(members)',
    replace: 'members[0] as Subscription',
    killedBy: 'queue-group',
  },
  {
    what: 'A queue group is a name and a subject',
    file: `${FOLDER}/nats-core.ts`,
    find: '({ queue }) => queue);',
    replace: '({ queue, subject: own }) => (queue === undefined ? undefined : `${queue} ${own}`));',
    killedBy: 'queue-group-by-name',
  },
  {
    what: '> also matches what stands before it',
    file: `${FOLDER}/interest.ts`,
    find: 'found.push(...node.here);',
    replace: 'found.push(...node.here, ...node.rest);',
    killedBy: 'wildcards',
  },
  {
    what: 'A published * finds every subscription that has one token there',
    file: `${FOLDER}/interest.ts`,
    find: 'if (any) collect(any, tokens, index + 1, found);',
    replace:
      "if (any) collect(any, tokens, index + 1, found);\n    if (token === '*') for (const [key, one] of node.next) if (key !== '*') collect(one, tokens, index + 1, found);",
    killedBy: 'published-wildcard',
  },
  {
    what: 'Empty tokens are tokens',
    file: `${FOLDER}/interest.ts`,
    find: "if (!tokens.includes('')) collect",
    replace: 'collect',
    killedBy: 'empty-token',
  },
  {
    what: 'A request waits for its time even if nobody listens',
    file: `${FOLDER}/nats-core.ts`,
    find: 'publish(name, { subject, data, reply }) === 0',
    replace: 'publish(name, { subject, data, reply }) < 0',
    killedBy: 'no-responders',
  },
  {
    what: 'unsubscribe(n) counts from now',
    file: `${FOLDER}/nats-core.ts`,
    find: 'after - subscription.received',
    replace: 'after',
    killedBy: 'unsubscribe-after',
  },
  {
    what: 'A connection without echo hears nobody',
    file: `${FOLDER}/nats-core.ts`,
    find: 'hearsItself || owner !== from',
    replace: 'hearsItself',
    killedBy: 'no-echo',
  },
  {
    what: 'Limits are checked before a message, not after it',
    file: `${FOLDER}/nats-core.ts`,
    find: 'if (--subscription.left === 0) end(subscription);',
    replace: 'if (subscription.left-- === 1) subscription.left = 1;',
    killedBy: 'random-commands',
  },
];
