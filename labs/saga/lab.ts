import { defineLab } from '#lab/define.ts';

const EX1 = {
  what: 'a refusal has undone what was done before it, and nothing else',
  order: 'compensations go in reverse order, each when the one before is confirmed',
  end: 'an order is cancelled when the last compensation is confirmed, and not before',
  twice: 'an event that comes again, or that nobody waits for, changes nothing and sends nothing',
};

const EX2 = {
  again: 'what is not answered in time is asked for again, under the same id, three times in all',
  undone: 'what is given up is undone as if it had happened, and then what was done before it',
  never: 'what cannot be undone is not given up, and neither is a compensation',
  late: 'an answer or a timeout that is about another command changes nothing and sends nothing',
  repeated: 'a command that comes again is answered as before, and moves no money',
  overtaken: 'a refund that overtakes its charge is confirmed, and the charge is declined when it comes',
};

const EX3 = {
  log: 'a state is in the log before its command is sent',
  dies: 'wherever the coordinator dies, every order ends shipped and paid, or fully undone',
  again: 'what is not answered, or was never sent, is asked for again',
  given: 'what is never answered is given up after three tries, each with its own time, also after a crash',
  meet: 'an answer and a timeout that meet do not overwrite each other',
};

export default defineLab({
  chapter: 9,
  title: 'Saga',
  summary:
    'Lead an order through stock, payment and shipping and back again, with answers that are refusals, late or lost, and a coordinator that dies.',
  after: ['idempotent-consumer'],
  view: 'saga',
  kit: true,
  exercises: [
    {
      id: '01-there-and-back',
      title: 'There and back',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when all say yes, the commands go out one after the other, and the order is done'],
      wrong: {
        'undoes-what-was-refused': {
          caughtBy: EX1.what,
          feedback:
            'The refused step was undone, too: who was never charged got a refund. A refusal is an answer, and says that nothing has happened.',
        },
        'only-the-last-one': {
          caughtBy: EX1.what,
          feedback:
            'Only the step before the refusal was undone: the confirmation of a compensation is where the next one begins.',
        },
        'all-at-once': {
          caughtBy: EX1.order,
          feedback:
            'All compensations were sent at once: their order is left to chance, and the stock may be sold again while the card is still charged.',
        },
        'does-not-wait': {
          caughtBy: EX1.end,
          feedback:
            'The order was called cancelled when its compensations had been sent: whether any of them was carried out, nobody waited to hear.',
        },
        'cancelled-too-early': {
          caughtBy: EX1.end,
          feedback:
            'The order was called cancelled before its last compensation was confirmed: sent is not done.',
        },
        'placed-again': {
          caughtBy: EX1.twice,
          feedback:
            'A second copy of OrderPlaced began the order anew, whatever had become of it: look at the state before you look at the event.',
        },
        'asks-the-event-alone': {
          caughtBy: EX1.twice,
          feedback:
            'The event alone decided: its second copy sends the same command again, and a cancelled order comes back to life.',
        },
        'sends-it-again': {
          caughtBy: EX1.twice,
          feedback:
            'An event that nobody waited for had the last command sent once more: a duplicate is no reason to ask again.',
        },
        'three-steps-only': {
          caughtBy: 'with all of this at once each order ends, and what is undone is what was done',
          feedback: 'The saga ended after its third step: how many there are stands in steps.',
        },
      },
    },
    {
      id: '02-no-answer',
      title: 'No answer',
      minutes: 30,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when every answer comes in time, the order is done'],
      wrong: {
        'a-new-id-for-each-try': {
          caughtBy: EX2.again,
          feedback:
            'Each try had an id of its own: to payments it is another command, and the customer pays for every answer that was lost.',
        },
        'gives-up-at-once': {
          caughtBy: EX2.again,
          feedback:
            'The first answer that was late ended the order: most of what is lost comes the second time, if somebody asks.',
        },
        'once-too-often': {
          caughtBy: EX2.again,
          feedback: 'The tries were counted as repetitions: the first one is a try, too.',
        },
        'never-gives-up': {
          caughtBy: EX2.again,
          feedback:
            'A step that can be undone was asked for without end: the customer waits for a service that may be gone for the day.',
        },
        'counts-on': {
          caughtBy: EX2.again,
          feedback: 'The tries of the step before were counted on: each command has three of its own.',
        },
        'a-timeout-is-a-no': {
          caughtBy: EX2.undone,
          feedback:
            'A timeout was taken for a refusal, and the step itself was not undone: whoever was charged and could not say so stays charged.',
        },
        'gives-up-the-parcel': {
          caughtBy: EX2.never,
          feedback:
            'Shipping was given up, and the card refunded: the parcel may be on its way, and nothing brings it back. Behind the point of no return there is only forward.',
        },
        'gives-up-the-refund': {
          caughtBy: EX2.never,
          feedback:
            'A compensation was given up after three tries: the order is called cancelled, and the customer’s money is still here.',
        },
        'hears-old-timeouts': {
          caughtBy: EX2.late,
          feedback:
            'The timeout of a command that had long been answered counted against the next one: see which command an event is about.',
        },
        'a-late-yes-goes-on': {
          caughtBy: EX2.late,
          feedback:
            'A yes that came after the step was given up led the order on, while its refund was under way: the parcel is shipped, and nobody has paid.',
        },
        'answers-are-not-noted': {
          caughtBy: EX2.repeated,
          feedback:
            'The second copy of a charge was declined because there was one already: the manager hears a no about a card that was charged.',
        },
        'only-a-yes-is-noted': {
          caughtBy: EX2.repeated,
          feedback:
            'A declined charge was tried again when its command came again: the saga has gone back by then, and now the card is charged.',
        },
        'noted-in-memory': {
          caughtBy: EX2.repeated,
          feedback:
            'The answers were kept in a variable: a restart forgets them, and the next copy of a command charges again.',
        },
        'refunds-what-was-not-paid': {
          caughtBy: EX2.overtaken,
          feedback:
            'A refund moved money for a charge that was never made: what is undone without knowing whether it was done must bear both.',
        },
        'leaves-no-mark': {
          caughtBy: EX2.overtaken,
          feedback:
            'A refund that found nothing to move left no mark: the charge that it had overtaken comes later, and is made.',
        },
        'refuses-the-refund': {
          caughtBy: EX2.overtaken,
          feedback:
            'A refund was refused because there was no charge: a compensation may not be refused, and the saga asks for it until it is confirmed.',
        },
      },
    },
    {
      id: '03-after-the-crash',
      title: 'After the crash',
      minutes: 20,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['when nothing goes wrong each order takes its course, and every command is sent once'],
      wrong: {
        'sagas-in-memory': {
          caughtBy: EX3.dies,
          feedback:
            'The log was written, and never read: the sagas were led from a variable, and the coordinator that took over had an empty one.',
        },
        'deadlines-in-memory': {
          caughtBy: EX3.dies,
          feedback:
            'The deadlines were kept in a variable: after a restart nobody waits any more, and a command that was never sent is never missed.',
        },
        'acknowledged-first': {
          caughtBy: EX3.dies,
          feedback:
            'The event was acknowledged before it was in the log: the crash that came next took it along, and with OrderPlaced the whole order.',
        },
        'cancels-what-was-left': {
          caughtBy: EX3.dies,
          feedback:
            'What was found in the log was called cancelled, and undone was nothing: a crash of the coordinator says nothing about what the services have done.',
        },
        'begins-again': {
          caughtBy: EX3.dies,
          feedback:
            'The sagas began again from the start: one that was on its way back goes forward once more, on answers that are not true any longer.',
        },
        'sent-first': {
          caughtBy: EX3.log,
          feedback:
            'A command was sent before its state was in the log: a crash in between, and a card is charged of which the saga knows nothing.',
        },
        'never-looks': {
          caughtBy: EX3.again,
          feedback:
            'Nobody looked into the log: what was saved and never sent, and what was sent and never answered, waits for ever.',
        },
        'no-new-deadline': {
          caughtBy: EX3.given,
          feedback:
            'A repetition kept the deadline of the first try: the next look finds it late again, and three tries are over in no time.',
        },
        'every-event-renews': {
          caughtBy: EX3.given,
          feedback:
            'A copy of an old event moved the deadline of the saga: while duplicates come, nobody notices that the answer does not.',
        },
        'asks-past-the-saga': {
          caughtBy: EX3.given,
          feedback:
            'The command was repeated past next(): nothing counts the tries, nothing sets a new deadline, and nobody ever gives up.',
        },
        'read-outside-the-transaction': {
          caughtBy: EX3.meet,
          feedback:
            'The saga was read and written in two steps: an answer came in between, and the timeout wrote its older state over it.',
        },
      },
    },
  ],
});
