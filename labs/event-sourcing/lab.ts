import { defineLab } from '#lab/define.ts';

export default defineLab({
  chapter: 7,
  title: 'Event sourcing',
  summary:
    'Rebuild an account from its events, decide by its rules, and keep both right under concurrent writers, with snapshots and over changing shapes.',
  view: 'event-store',
  kit: true,
  exercises: [
    {
      id: '01-rebuild-a-balance',
      title: 'Rebuild a balance',
      minutes: 8,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an account with no events has 0 points, and one credit makes a balance'],
      wrong: {
        'every-stream': {
          caughtBy: 'only the events of the one stream count',
          feedback: 'Points of other customers were counted: state is a fold over the events of one stream.',
        },
        'unknown-passes': {
          caughtBy: 'a type that nobody knows throws an error that names it',
          feedback:
            'An unknown type was passed over in silence: a type that changes nothing gets a line that says so, and any other throws.',
        },
        'only-logged': {
          caughtBy: 'a type that nobody knows throws an error that names it',
          feedback:
            'An unknown type was mentioned and the balance handed out all the same: a wrong balance is worse than none.',
        },
        'refusal-costs': {
          caughtBy: 'every type that may stand in the stream has its effect',
          feedback: 'A refused redemption took points away: it is a fact, and it changes no balance.',
        },
        'position-for-version': {
          caughtBy: 'the balance can be had as it was after any version of the stream',
          feedback:
            'The position was taken for the version: one counts in the log of all streams, the other in its own stream.',
        },
        'cut-before-filter': {
          caughtBy: 'the balance can be had as it was after any version of the stream',
          feedback:
            'The log was cut before the stream was chosen: version 3 of a stream is not the third event of the log.',
        },
        'takes-from-the-log': {
          caughtBy: 'asking twice gives the same answer twice: the log stays as it is',
          feedback: 'Events were taken out of the log while they were read: whoever folds only looks.',
        },
      },
    },
    {
      id: '02-decide-and-evolve',
      title: 'Decide and evolve',
      minutes: 18,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a credit is recorded'],
      wrong: {
        'rule-in-evolve': {
          caughtBy: 'whatever was once decided can be loaded, also under rules of today that would refuse it',
          feedback:
            'evolve refused an event of the past: rules change and history does not, so rules belong in decide alone.',
        },
        'refusal-throws': {
          caughtBy: 'more points than there are cannot be redeemed, and the refusal is recorded',
          feedback:
            'A refusal was thrown as an exception: then nothing is recorded, and nobody can ask about it later.',
        },
        'repeats-the-credit': {
          caughtBy: 'the credit of one order is recorded once, however often it is asked for',
          feedback:
            'One order was credited twice: a command may be delivered again, and the state has to know what was done.',
        },
        'only-the-last-order': {
          caughtBy: 'the credit of one order is recorded once, however often it is asked for',
          feedback: 'Only the newest order was remembered: a repetition can come after other orders.',
        },
        'decide-remembers': {
          caughtBy: 'the credit of one order is recorded once, however often it is asked for',
          feedback:
            'decide kept notes of its own: they are gone after a restart, and mix up accounts; what it knows has to come from the state.',
        },
        'evolve-writes-over': {
          caughtBy: 'neither decide nor evolve writes into what it is given',
          feedback:
            'evolve wrote into the old state: whoever still holds it sees it change behind their back.',
        },
        'closes-with-points': {
          caughtBy: 'an account is closed by two facts, expiry and closing, and only once',
          feedback:
            'Points vanished with the closing: what happened to them is a fact of its own, and one command may give several events.',
        },
        'boundary-off': {
          caughtBy: 'fewer than 10 points at a time are refused, and 10 are not',
          feedback:
            'The rule was off by one at its border: the least that may be redeemed is allowed itself.',
        },
      },
    },
    {
      id: '03-expected-version',
      title: 'Two tabs, one version',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [
        'events get a version in their stream and a position in the log',
        'streams do not disturb each other',
        'an error that is no conflict is passed on at once',
      ],
      wrong: {
        'checks-then-waits': {
          caughtBy: 'of appends at the same moment that saw the same version exactly one succeeds',
          feedback:
            'The version was checked before an await and the events appended after it: in between somebody else may append.',
        },
        'half-a-batch': {
          caughtBy: 'of a batch that is refused nothing is there',
          feedback: 'Events of a refused batch stayed in the log: check first, then append all of them.',
        },
        'counts-the-log': {
          caughtBy: 'streams do not disturb each other',
          feedback:
            'Events of other streams counted as a conflict: the expected version is that of one stream, so that others do not get in its way.',
        },
        'keeps-its-decision': {
          caughtBy: 'after a conflict the command is decided anew, on the state that the other has left',
          feedback:
            'The old decision was appended under the new version: it was made on a state that is gone, so it has to be made again.',
        },
        'conflict-to-the-customer': {
          caughtBy: 'after a conflict the command is decided anew, on the state that the other has left',
          feedback:
            'A conflict was handed on as a refusal: it says that the ground has moved, not that the answer is no.',
        },
        'retries-everything': {
          caughtBy: 'an error that is no conflict is passed on at once',
          feedback:
            'Every error was tried again: only a conflict says that a new decision may succeed; a full disk stays full.',
        },
        'tries-for-ever': {
          caughtBy: 'it gives up after as many attempts as it was given, with the conflict',
          feedback:
            'It never gave up: where many write to one stream, somebody has to hear that it is too busy.',
        },
        'one-attempt-too-many': {
          caughtBy: 'three attempts are the default',
          feedback: 'One attempt too many was made: the first try counts as an attempt too.',
        },
      },
    },
    {
      id: '04-snapshots',
      title: 'Snapshots',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [
        'without snapshots the state is the fold of the whole stream',
        'each stream has a snapshot of its own',
      ],
      wrong: {
        'one-event-twice': {
          caughtBy: 'a load reads only the events behind the snapshot',
          feedback:
            'The snapshot’s own event was applied again: a snapshot of version 990 has event 990 in it, so reading begins at 991.',
        },
        'trusts-old-code': {
          caughtBy: 'a snapshot made by other code is not trusted, and is replaced',
          feedback:
            'A snapshot of older code was used: what it holds was folded by another evolve, perhaps into another shape.',
        },
        'forgets-the-code': {
          caughtBy: 'a snapshot is saved when so many events had to be read, and not before',
          feedback:
            'The snapshot does not say which code made it: then nobody can tell later whether it may be trusted.',
        },
        'snapshot-each-time': {
          caughtBy: 'a snapshot is saved when so many events had to be read, and not before',
          feedback: 'Every load saved a snapshot: that turns each read into a write, for a few events saved.',
        },
        'by-round-numbers': {
          caughtBy: 'a snapshot is saved when so many events had to be read, and not before',
          feedback:
            'A snapshot was due at round versions only: several events appended at once jump over them. Count what was read.',
        },
        'version-of-the-rest': {
          caughtBy: 'a load reads only the events behind the snapshot',
          feedback:
            'The version counted only the events behind the snapshot: with it, the next append would meet a conflict.',
        },
        'shares-its-state': {
          caughtBy: 'whoever changes the state that was handed out changes nothing for the next',
          feedback:
            'Snapshot and caller share one object: a change by the one is a wrong state for the next. Save a copy.',
        },
      },
    },
    {
      id: '05-upcasters',
      title: 'Old shapes, read as new ones',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [
        'an event in its newest shape, and one of a type without upcasters, are handed on as they are',
      ],
      wrong: {
        'rewrites-the-log': {
          caughtBy: 'an event of shape 2 takes one step, and a reason that is there stays',
          feedback:
            'A stored event was written into: upcasters give a new event, and the log stays as it is.',
        },
        'version-is-not-v': {
          caughtBy: 'the shape is in v, wherever in its stream the event stands',
          feedback:
            'The place in the stream was taken for the shape: version counts events, v counts how their form has changed.',
        },
        'only-one-step': {
          caughtBy: 'cents become points, one for each whole euro, and no cents are left',
          feedback:
            'The oldest events were lifted by one step only: after each step, look whether there is another.',
        },
        'invents-a-reason': {
          caughtBy: 'an event of shape 2 takes one step, and a reason that is there stays',
          feedback:
            'What the event said was written over by a guess: an upcaster adds what is missing, and invents nothing.',
        },
        'old-name-stays': {
          caughtBy: 'a field that has another name now is there under the new one only',
          feedback: 'The old name was left beside the new one: then both get used, and one day they differ.',
        },
        'loses-its-place': {
          caughtBy: 'cents become points, one for each whole euro, and no cents are left',
          feedback:
            'Fields that the step does not speak of were lost: carry all others over, place in the stream included.',
        },
        'rounds-up': {
          caughtBy: 'cents become points, one for each whole euro, and no cents are left',
          feedback:
            'Points were rounded up: the step has to use the rule of its day, one point for each whole euro.',
        },
        'swallows-the-future': {
          caughtBy:
            'an event of a shape that a later program has written throws an error that names type and shape',
          feedback:
            'A shape newer than the code was handed on as if it were known: say so loudly, before anything is computed from it.',
        },
      },
    },
  ],
});
