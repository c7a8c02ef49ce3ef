import { defineLab } from '#lab/define.ts';

const EX1 = {
  order: 'one label is printed at a time, in the order in which they came',
  limit: 'the desk holds as many orders as its limit, the one in the printer included, and refuses the rest',
  room: 'a label that is printed makes room for one order',
  fails: 'a label that cannot be printed is counted, makes room, and does not stop the next',
  throws: 'a printer that throws at once is treated like one that rejects',
  idle: 'idle waits until the desk holds nothing, and counts what it has done so far',
};

const EX2 = {
  mark: 'never more waits in the printer than its high-water mark',
  room: 'no order is made before there is room for its label',
  done: 'the promise gives the number of labels, when the last one is printed and not before',
  fails: 'a printer that fails ends it with the error, and no further order is made',
  listeners: 'waiting leaves no listeners behind, however often it had to',
};

const EX3 = {
  slow: 'a slow file slows the source down',
  finished: 'the promise resolves when the file has finished, and not before',
  file: 'a file that fails ends the export with its error, and closes the source',
  order: 'an order that makes no line ends the export with its error, and closes both ends',
  abort: 'an abort ends the export with an AbortError, and closes both ends',
  waiting: 'an abort is heard while the source has nothing to give',
};

export default defineLab({
  chapter: 4,
  place: 2,
  title: 'Backpressure',
  summary:
    'Keep a fast producer from filling the memory: turn away who cannot wait, wait for drain, and let a pipeline clean up after a failure.',
  after: ['event-emitter'],
  view: 'buffer',
  kit: true,
  exercises: [
    {
      id: '01-a-full-desk',
      title: 'A producer that cannot wait',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an order that comes alone is accepted and printed'],
      wrong: {
        'the-printer-does-not-count': {
          caughtBy: EX1.limit,
          feedback: 'One order more than the limit was held: with >= the last place is not given away twice.',
        },
        'counts-the-waiting-only': {
          caughtBy: EX1.limit,
          feedback:
            'Only those in the list were counted: the order whose label is being printed is held in memory as well.',
        },
        'stops-at-a-failure': {
          caughtBy: EX1.fails,
          feedback:
            'After one failure the orders behind it were given up: they had been accepted, and that was a promise.',
        },
        'a-failure-keeps-its-place': {
          caughtBy: EX1.fails,
          feedback:
            'An order that has failed still takes up a place: after as many failures as the limit the desk is closed for ever.',
        },
        'as-many-at-a-time': {
          caughtBy: EX1.order,
          feedback:
            'Each order began to print at once: the limit keeps the memory, and the printer still gets several at a time.',
        },
        'drops-the-oldest': {
          caughtBy: EX1.limit,
          feedback:
            'A full desk dropped an old order to take a new one: what was accepted will be printed, so the newcomer has to hear no.',
        },
        'idle-with-those-of-now': {
          caughtBy: EX1.idle,
          feedback:
            'idle waited for those who were there when it was called: others may come meanwhile, and the desk holds them too.',
        },
        'only-what-rejects': {
          caughtBy: EX1.throws,
          feedback: 'A print that throws before it gives a promise was not caught: call it inside the try.',
        },
      },
    },
    {
      id: '02-write-and-drain',
      title: 'write() and drain',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a label for every order is printed, in their order, each once'],
      wrong: {
        'asks-after-the-next': {
          caughtBy: EX2.mark,
          feedback:
            'It waited only when the buffer was past its mark: write returns false as soon as the mark is reached.',
        },
        'waits-for-a-turn': {
          caughtBy: EX2.room,
          feedback:
            'It waited for a moment instead of for drain: a moment is too short for a slow printer, and drain says when it is over.',
        },
        'over-with-the-last-write': {
          caughtBy: EX2.done,
          feedback:
            'It was over with the last write: what is written lies in the buffer, and is printed when the stream has finished.',
        },
        'reads-all-orders-first': {
          caughtBy: EX2.room,
          feedback: 'All orders were made before the first was written: ask the source for one at a time.',
        },
        'waits-for-drain-only': {
          caughtBy: EX2.fails,
          feedback:
            'It waited for drain and nothing else: a printer that fails never drains, and the promise stays open for ever.',
        },
        'a-listener-for-each-wait': {
          caughtBy: EX2.listeners,
          feedback:
            'Each wait left a listener behind: whichever of the two events comes, the listeners of both have to go.',
        },
        'never-ends-it': {
          caughtBy: EX2.done,
          feedback:
            'The printer was never ended: drain says that the buffer is empty, and finish, after end(), that all is done.',
        },
        'fixed-number': {
          caughtBy: EX2.mark,
          feedback:
            'It looked at the answer of write only now and then: every false counts, and the mark is the stream’s own.',
        },
        'error-is-the-end': {
          caughtBy: EX2.fails,
          feedback: 'A failure was taken for the end: whoever prints has to hear that labels are missing.',
        },
      },
    },
    {
      id: '03-a-pipeline',
      title: 'A pipeline that cleans up',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['every order becomes a line, in its order, and the number of lines is given', EX3.slow],
      wrong: {
        'pipe-with-a-rejection': {
          caughtBy: EX3.file,
          feedback:
            'The failure was told, and the other streams were left open: pipe closes nothing when one of them fails.',
        },
        'no-signal': {
          caughtBy: EX3.abort,
          feedback: 'The signal was not handed on: nobody can end the export from outside.',
        },
        'looks-at-the-signal': {
          caughtBy: EX3.waiting,
          feedback:
            'The signal was looked at for each order: while none comes nobody looks, and the export waits on.',
        },
        'leaves-out-bad-orders': {
          caughtBy: EX3.order,
          feedback:
            'An order without a line was left out: the export looks whole then, and nobody asks what is missing.',
        },
        'an-answer-for-every-case': {
          caughtBy: EX3.file,
          feedback:
            'A failure came out as a number of lines: whoever waits for the export takes it for whole.',
        },
        'writes-without-waiting': {
          caughtBy: EX3.slow,
          feedback: 'Lines were written without waiting for drain: a slow file then fills the memory.',
        },
        'reads-all-first': {
          caughtBy: EX3.slow,
          feedback:
            'All orders were read before the first line was written: hand each line on as it is made.',
        },
        'over-with-the-last-line': {
          caughtBy: EX3.finished,
          feedback:
            'The export was over with its last line: the file had not finished, and might still have failed.',
        },
      },
    },
  ],
});
