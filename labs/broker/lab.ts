import { defineLab } from '#lab/define.ts';

const EX1 = {
  every: 'inventory sets a copy aside for every order',
  outcome: 'every order has one outcome, which says whether a copy was left',
  own: 'an outcome is an event of its own: it names order and customer, and no other event has its id',
  mail: 'each customer is written to once for an order, and is told its outcome',
  early: 'nobody is written to before the outcome is known',
  share: 'several copies of a service share its work',
};

const EX2 = {
  dies: 'wherever inventory dies, no order is lost',
  throws: 'a call that throws costs no order: the message comes again',
  id: 'whatever becomes of the connections, an outcome has one id',
};

const EX3 = {
  last: 'each order is shown at its last step, although two copies of tracking are at work',
  share: 'the copies of tracking share the events: each is handled by one of them',
  mail: 'mail hears of every event, whatever tracking does',
  side: 'different orders are handled side by side: neither copy is idle',
  faults: 'copies that die, are slow or cut off change nothing in that',
};

const EX4 = {
  once: 'an order that cannot be shipped is a dead letter at once: the carrier is asked one time',
  again: 'an order that could not be shipped comes again, and is shipped when the carrier is back',
  five: 'after five deliveries it is a dead letter, and not before',
  faults: 'with two copies and broken connections no order is lost, and none is tried more than five times',
};

export default defineLab({
  chapter: 5,
  title: 'A broker in the middle',
  summary:
    'Put three services on a broker, let them die in the middle of an order, keep order where it matters, and set aside what nobody can handle.',
  view: 'broker',
  kit: true,
  exercises: [
    {
      id: '01-three-services',
      title: 'Order, inventory, notification',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'thanks-for-the-request': {
          caughtBy: EX1.early,
          feedback:
            'The customer was written to on the request: notification has to listen for what inventory says, because only that is the outcome.',
        },
        'one-group-for-the-shop': {
          caughtBy: EX1.every,
          feedback:
            'Two services were in one group of a topic: within a group each message goes to one member, so one service took what the other was to hear.',
        },
        'group-of-its-own': {
          caughtBy: EX1.share,
          feedback:
            'Each copy made a group of its own: every group gets every message, so two copies did the same work twice.',
        },
        'only-the-good-news': {
          caughtBy: EX1.outcome,
          feedback:
            'Only the reservation was published: a refusal is a fact too, and somebody waits to hear of it.',
        },
        'promised-before-it-is-known': {
          caughtBy: EX1.outcome,
          feedback:
            'The outcome was published before the stock was asked: an event says what has happened, so it comes after it.',
        },
        'not-acknowledged': {
          caughtBy: EX1.mail,
          feedback:
            'A message was handled and never acknowledged: the broker waits for the answer, and hands out nothing more meanwhile.',
        },
        'acknowledged-when-it-went-well': {
          caughtBy: EX1.every,
          feedback:
            'Only orders that could be met were acknowledged: to refuse is to have handled it, and it has to be answered like the others.',
        },
        'outcome-wears-the-orders-id': {
          caughtBy: EX1.own,
          feedback:
            'The outcome had the id of the order’s event: they are two facts, and whoever knows messages by their ids would take one for the other.',
        },
      },
    },
    {
      id: '02-crash-in-the-middle',
      title: 'Ack, nack and the crash in the middle',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when nothing goes wrong each order is set aside and its outcome published'],
      wrong: {
        'acknowledged-on-arrival': {
          caughtBy: EX2.dies,
          feedback:
            'The message was acknowledged before its work: with the acknowledgement the broker forgets it, and the crash that came next took the work along.',
        },
        'acknowledged-between-the-effects': {
          caughtBy: EX2.dies,
          feedback:
            'The message was acknowledged after the first of two effects: the crash before the second left a reservation of which nobody hears.',
        },
        'swallowed-error': {
          caughtBy: EX2.throws,
          feedback:
            'The error was logged and the message acknowledged: what was not done has to be handed back, with nack(), or nobody tries it again.',
        },
        'acknowledged-in-any-case': {
          caughtBy: EX2.throws,
          feedback: 'The acknowledgement stood in finally: so a failure was acknowledged like a success.',
        },
        'does-not-wait-for-the-broker': {
          caughtBy: EX2.dies,
          feedback:
            'The acknowledgement did not wait until the broker had the outcome: a publication that is under way may still be lost.',
        },
        'redelivered-means-done': {
          caughtBy: EX2.dies,
          feedback:
            'A redelivered message was taken for one that was handled: the flag says that the broker has tried before, not how far anybody came.',
        },
        'an-id-of-chance': {
          caughtBy: EX2.id,
          feedback:
            'Each attempt gave the outcome a new id: what is published again must be known again, so its id has to come from the order.',
        },
        'refused-for-good': {
          caughtBy: EX2.throws,
          feedback:
            'A call that failed once was refused for good: without requeue the message never comes again, although the next attempt might have succeeded.',
        },
        'failure-told-as-refusal': {
          caughtBy: EX2.throws,
          feedback:
            'No answer was told as a refusal: whether there is a copy is not known then, and an event that says so may be false.',
        },
      },
    },
    {
      id: '03-groups-keys-order',
      title: 'Groups, keys and order',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'no-key': {
          caughtBy: EX3.last,
          feedback:
            'The events had no key and went round the partitions: two events of one order were with two copies at once, and the later one was written first.',
        },
        'key-of-the-event': {
          caughtBy: EX3.last,
          feedback:
            'The key was the event’s own id, which no other event has: so nothing belonged together, and nothing was in order.',
        },
        'key-of-the-step': {
          caughtBy: EX3.last,
          feedback:
            'The key was the step: that keeps all payments in order, which nobody asked for, and tears each order apart.',
        },
        'one-key-for-all': {
          caughtBy: EX3.side,
          feedback:
            'All events had the same key, and so one partition: in order they were, with one copy at work and the other idle.',
        },
        'group-of-its-own': {
          caughtBy: EX3.share,
          feedback:
            'Each copy of tracking had a group of its own: then each handles everything, and they write over one another.',
        },
        'mail-in-the-group-of-tracking': {
          caughtBy: EX3.mail,
          feedback:
            'Mail was in the group of tracking: members of a group share, so each service got what the other left.',
        },
        'written-in-passing': {
          caughtBy: EX3.last,
          feedback:
            'The write was not awaited: the next event of the order began before the last one was written, in order only in the queue.',
        },
        'acknowledged-before-it-is-written': {
          caughtBy: EX3.faults,
          feedback:
            'The event was acknowledged before it was written: a copy that died in between took it along.',
        },
      },
    },
    {
      id: '04-dead-letters',
      title: 'Dead letters',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['sound orders are shipped, once each'],
      wrong: {
        'again-for-ever': {
          caughtBy: EX4.five,
          feedback:
            'A message that fails every time came again without end: the group needs a limit, and a place for what has reached it.',
        },
        'everything-is-dead': {
          caughtBy: EX4.again,
          feedback:
            'Every error made a dead letter: one that may be over the next time deserves another attempt.',
        },
        'everything-comes-again': {
          caughtBy: EX4.once,
          feedback:
            'What can never succeed was tried again to the limit: an error that time does not mend is a dead letter at once.',
        },
        'no-place-for-the-dead': {
          caughtBy: EX4.once,
          feedback:
            'The message was refused for good, and no place for dead letters was named: so the broker threw it away.',
        },
        swallowed: {
          caughtBy: EX4.once,
          feedback:
            'The order that cannot be shipped was acknowledged with a line in the log: nobody can look at it, mend it or send it again.',
        },
        'counted-in-memory': {
          caughtBy: EX4.faults,
          feedback:
            'Attempts were counted in a variable: each copy has one of its own, and counts from the beginning.',
        },
        'one-attempt-too-many': {
          caughtBy: EX4.five,
          feedback:
            'Five attempts were taken for five repetitions: the first delivery counts as one of them.',
        },
        'tries-again-by-itself': {
          caughtBy: EX4.five,
          feedback:
            'The handler tried again in a loop of its own: it never answers, so nobody counts its attempts, and the queue behind it stands still.',
        },
        'dies-of-it': {
          caughtBy: EX4.once,
          feedback:
            'The error was thrown out of the handler, which ends the process: it is started again only to meet the same message.',
        },
      },
    },
  ],
});
