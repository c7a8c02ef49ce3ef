import type { Mutant } from '../scenario.ts';

const at = (file: string, mutant: Omit<Mutant, 'file'>): Mutant => ({
  file: `src/sim/mqtt/${file}`,
  ...mutant,
});

export const MQTT_MUTANTS: readonly Mutant[] = [
  at('session.ts', {
    what: 'DUP is not set on redelivery',
    find: 'else sendPublish(outgoing, true, id);',
    replace: 'else sendPublish(outgoing, false, id);',
    killedBy: 'dup-on-redelivery',
  }),
  at('session.ts', {
    what: 'the broker forgets that the client has a message of QoS 2',
    find: 'if (outgoing) outgoing.received = true;',
    replace: '',
    killedBy: 'dup-qos2',
  }),
  at('session.ts', {
    what: 'QoS 0 waits for a client that is away',
    find: 'if (qos > 0) {',
    replace: 'if (qos > 0 || !send) {',
    killedBy: 'offline-queue',
  }),
  at('session.ts', {
    what: 'nothing limits what is under way',
    find: 'underWay.size < receiveMaximum',
    replace: 'underWay.size < Infinity',
    killedBy: 'receive-maximum',
  }),
  at('session.ts', {
    what: 'expired messages are delivered',
    find: 'if (next.message.expiresAt <= now()) {',
    replace: 'if (next.message.expiresAt < 0) {',
    killedBy: 'message-expiry',
  }),
  at('broker.ts', {
    what: 'the will is published on a clean goodbye',
    find: 'goodbye: reason !== REASON.disconnectWithWill',
    replace: 'goodbye: false',
    killedBy: 'no-will-on-goodbye',
  }),
  at('broker.ts', {
    what: 'QoS 2 is forwarded at once',
    find: 'session.hold(id, router.message(packet, who.clientId));',
    replace: 'router.route(router.message(packet, who.clientId));',
    killedBy: 'qos2-after-release',
  }),
  at('retained.ts', {
    what: 'an empty body does not clear what is retained',
    find: "if (message.body === '') last.delete(message.topic);",
    replace: "if (message.body === '') return;",
    killedBy: 'retained-cleared',
  }),
  at('router.ts', {
    what: 'the retain flag is kept for everybody',
    find: 'message.retain && options.retainAsPublished === true',
    replace: 'message.retain',
    killedBy: 'retained-live',
  }),
  at('router.ts', {
    what: 'overlapping subscriptions give a copy each in MQTT 3.1.1 as well',
    find: 'sessions.versionOf(clientId) === 5',
    replace: 'sessions.versionOf(clientId) >= 4',
    killedBy: 'overlapping-one-copy',
  }),
  at('router.ts', {
    what: 'messages are delivered with the subscriber’s QoS',
    find: 'Math.min(message.qos, options.qos ?? 0) as Qos',
    replace: 'options.qos ?? 0',
    killedBy: 'delivered-qos',
  }),
  at('subscriptions.ts', {
    what: 'a shared subscription gives every message to the same member',
    find: 'entry.members.push(next);',
    replace: 'entry.members.unshift(next);',
    killedBy: 'shared',
  }),
  at('topics.ts', {
    what: '“#” does not hear its parent level',
    find: "if (want === '#') return true;",
    replace: "if (want === '#') return levels.length > index;",
    killedBy: 'parent-level',
  }),
  at('topics.ts', {
    what: 'wildcards at the front hear topics with “$”',
    find: "if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;",
    replace: '',
    killedBy: 'parent-level',
  }),
  at('sessions.ts', {
    what: 'a session of MQTT 5 never expires',
    find: 'return sessionExpirySec * 1000;',
    replace: 'return sessionExpirySec === 0 ? 0 : Infinity;',
    killedBy: 'session-expiry',
  }),
];
