import { defineLab } from '#lab/define.ts';

const EX1 = {
  again: 'a charge that fails comes again until it is made, and says which attempt it is',
  limit: 'the limit of the wait doubles from attempt to attempt, and ends at the cap',
  chance: 'each charge and each attempt draws a wait of its own, from nothing up to the limit',
  behind: 'who waits holds up nobody: the charges behind go on',
  lost: 'wherever payments dies and whoever does not answer, no charge is lost',
  memory: 'a restart forgets no attempt',
  all: 'with all of this at once every charge is made once',
};

const EX2 = {
  declined: 'a declined card is an answer: CardDeclined is published, and the bank is asked no more',
  permanent: 'what will never pass is parked at once, with its reason',
  passing: 'what may pass is tried again, and made when the bank is back',
  most: 'what does not pass is parked after its last attempt, and not before',
  unknown: 'an error that nobody knows is tried three times, or fewer where fewer are allowed',
  lost: 'wherever payments dies and whoever does not answer, every charge is made, declined or parked',
};

const EX3 = {
  fresh: 'what is redriven is the charge itself: its id, a fresh start, and the count of its redrives',
  discard: 'what is discarded can be looked up, with the operator’s reason',
  twice: 'what was redriven twice is discarded, whatever the operator says',
  throws: 'a decision that throws sends the letter back: it is settled the next time',
  confirmed: 'a letter is acknowledged when the broker has what became of it',
  lost: 'wherever the tool dies and whoever does not answer, no letter is lost',
};

export default defineLab({
  chapter: 10,
  place: 2,
  title: 'Retries and dead letters',
  summary:
    'Let what failed wait a while that chance decides, tell what may pass from what never will, and bring back what was set aside.',
  view: 'attempts',
  kit: true,
  exercises: [
    {
      id: '01-how-long-to-wait',
      title: 'How long to wait',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a charge that goes well is made once, and waits for nothing', EX1.lost, EX1.all],
      wrong: {
        'no-chance': {
          caughtBy: EX1.chance,
          feedback:
            'Every charge waited its whole limit: those that failed together come back together, and the bank has its next bad minute.',
        },
        'half-by-chance': {
          caughtBy: EX1.chance,
          feedback:
            'Half of the wait was fixed: the crowd has only half the time to spread over, so it stays twice as dense.',
        },
        'one-draw-for-all': {
          caughtBy: EX1.chance,
          feedback:
            'Chance was asked once for all charges: they wait equally long, and come back together as without it.',
        },
        'no-cap': {
          caughtBy: EX1.limit,
          feedback:
            'The limit doubled without end: after a dozen attempts a charge waits for hours, although the bank has long been back.',
        },
        'never-doubles': {
          caughtBy: EX1.limit,
          feedback:
            'The limit stayed what it was after the first attempt: a bank that is down for longer is asked as often as before.',
        },
        'one-after-the-other': {
          caughtBy: EX1.limit,
          feedback:
            'The limit grew by the same amount each time instead of doubling: it takes too many attempts to get out of the bank’s way.',
        },
        'due-is-the-wait': {
          caughtBy: EX1.limit,
          feedback:
            'due was the wait itself, not the moment when it ends: measured by the clock it was over long ago, and the charge came at once.',
        },
        'counted-in-memory': {
          caughtBy: EX1.memory,
          feedback:
            'Attempts were counted in a variable: a process that is started again begins with the shortest wait, and another copy does too.',
        },
        'counts-deliveries': {
          caughtBy: EX1.again,
          feedback:
            'The broker’s deliveries were taken for attempts: what is published again is a new message to it, whose first delivery it is.',
        },
        'an-id-for-each-attempt': {
          caughtBy: EX1.again,
          feedback:
            'Each attempt had an id of its own: the bank knows a repetition by its id, and would charge the card twice.',
        },
        'acknowledged-first': {
          caughtBy: EX1.lost,
          feedback:
            'The charge was acknowledged before it was made, or waited: the crash that came next took it along.',
        },
        'waits-in-the-handler': {
          caughtBy: EX1.behind,
          feedback:
            'The handler itself waited: it holds its place in front of the queue, and the charges behind it wait too.',
        },
      },
    },
    {
      id: '02-may-it-pass',
      title: 'May it pass?',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a charge that is made has one event, CardCharged', EX2.passing],
      wrong: {
        'everything-may-pass': {
          caughtBy: EX2.permanent,
          feedback:
            'What can never succeed was tried to the last attempt: a typing error does not get better in a minute, and nobody is told of it meanwhile.',
        },
        'nothing-may-pass': {
          caughtBy: EX2.passing,
          feedback:
            'Only one kind of error was tried again: a timeout, too many requests and a broken server all may be over the next time.',
        },
        'by-the-hundred': {
          caughtBy: EX2.passing,
          feedback:
            'Every 4xx was taken for permanent: a timeout, a request that is still running and one too many a second stand among them, and all pass.',
        },
        'too-many-requests-is-an-error-of-ours': {
          caughtBy: EX2.passing,
          feedback:
            'Being told to slow down, or that the first request is still running, was taken for a mistake in the charge: it only has to come later.',
        },
        'declined-is-an-error': {
          caughtBy: EX2.declined,
          feedback:
            'A declined card was treated as a failure: the bank has answered, and the customer waits to hear it.',
        },
        'declined-and-parked': {
          caughtBy: EX2.declined,
          feedback:
            'The declined charge was announced and parked as well: an operator has nothing to mend there, and a redrive would ask the bank again.',
        },
        'one-attempt-too-many': {
          caughtBy: EX2.most,
          feedback: 'The attempts were counted as repetitions: the first one counts, too.',
        },
        'the-unknown-to-the-end': {
          caughtBy: EX2.unknown,
          feedback:
            'An error that nobody can classify was tried as long as a broken server: a bug in your own code does not pass, so it gets a few rounds.',
        },
        'the-unknown-at-once': {
          caughtBy: EX2.passing,
          feedback:
            'An error without a status was parked at once: it may be a cut connection, and deserves a few rounds before somebody is called.',
        },
        swallowed: {
          caughtBy: EX2.permanent,
          feedback:
            'The charge ended as a line in a log: nobody can look it up by its order, mend it, or send it again.',
        },
        'acknowledged-first': {
          caughtBy: EX2.lost,
          feedback:
            'The charge was acknowledged before anything had become of it: the crash that came next took it along.',
        },
        'event-after-the-acknowledgement': {
          caughtBy: EX2.lost,
          feedback:
            'The event was published after the acknowledgement: a crash in between, and the card is charged without anybody hearing of it.',
        },
      },
    },
    {
      id: '03-the-way-back',
      title: 'Dead letters and the way back',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'a-new-id': {
          caughtBy: EX3.fresh,
          feedback:
            'The redriven charge had a new id: to the bank it is another charge, and whoever was charged before parking pays twice.',
        },
        'no-fresh-start': {
          caughtBy: EX3.fresh,
          feedback:
            'The redriven charge brought its used-up attempts along: payments parks it again before the bank is asked.',
        },
        'once-too-often': {
          caughtBy: EX3.twice,
          feedback: 'What had been redriven twice was redriven a third time: count those that have happened.',
        },
        'for-ever': {
          caughtBy: EX3.twice,
          feedback:
            'A charge went round between payments and parking without end: what fails after every redrive needs somebody to look at it.',
        },
        'thrown-away': {
          caughtBy: EX3.discard,
          feedback:
            'What was given up was only acknowledged: next month nobody can say why this customer was never charged.',
        },
        'discarded-without-a-word': {
          caughtBy: EX3.discard,
          feedback:
            'What was discarded had lost its attempts, its reason and its error: they are what somebody will look for.',
        },
        'acknowledged-first': {
          caughtBy: EX3.lost,
          feedback:
            'The letter was acknowledged before anything had become of it: the crash that came next took the charge along.',
        },
        'acknowledged-in-any-case': {
          caughtBy: EX3.throws,
          feedback:
            'The error was logged and the letter acknowledged: it is in no queue any more, and nobody has decided about it.',
        },
        'given-up-at-the-first-error': {
          caughtBy: EX3.throws,
          feedback:
            'A letter over which something threw was refused for good: the parking queue is the last stop, and behind it there is nothing.',
        },
        'does-not-wait': {
          caughtBy: EX3.confirmed,
          feedback:
            'The acknowledgement did not wait for the broker’s confirm: a publication that is under way may still be lost, and the letter is gone.',
        },
      },
    },
  ],
});
