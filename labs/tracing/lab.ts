import { defineLab } from '#lab/define.ts';

const EX1 = {
  first: 'the first message is its own correlation, and has no cause',
  alone: 'of one order alone, all have one correlation, and each names the one before',
  together: 'orders at the same time keep apart',
  again: 'a repetition has the same place, and the bus hears of every failure',
  line: 'a job belongs to the message in whose handler it was handed over',
  outside: 'outside of a handler a new story begins',
  foreign: 'a message from outside without a correlation begins one, and arrives as it is',
};

const EX2 = {
  tree: 'each message hangs below the one that it names as its cause',
  gaps: 'a message whose cause has no line in the log is a root',
  path: 'the path leads from cause to cause to what was done last',
  attempts: 'a hop has worked in the attempt that led on, and waited before',
  slowest: 'the slowest hop is that of the path, waiting and working together',
  lost: 'what a subscriber was never done with is lost, for that subscriber',
};

export default defineLab({
  chapter: 8,
  title: 'Tracing',
  summary:
    'Carry correlation and causation through services that know nothing of them, and find in a log what was slow and what was lost.',
  view: 'tracing',
  kit: true,
  exercises: [
    {
      id: '01-carry-the-ids',
      title: 'Carry the ids',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX1.first, EX1.alone],
      wrong: {
        'cleared-at-the-end': {
          caughtBy: EX1.together,
          feedback:
            'One variable for all handlers belongs to whoever wrote last, however carefully it is cleared: two orders that wait at the same time share it.',
        },
        'by-the-order-number': {
          caughtBy: EX1.together,
          feedback:
            'The cause was looked up by the order’s number: two messages may be about one order at the same time, and then one is taken for the other.',
        },
        'entered-and-never-left': {
          caughtBy: EX1.outside,
          feedback:
            'enterWith was never left: whoever called the handler goes on in its context, and what is published there gets a cause that it does not have.',
        },
        'the-line-forgotten': {
          caughtBy: EX1.line,
          feedback:
            'The job ran in the context of whoever began the loop: a line of your own cuts the chain of calls, so what is handed over has to be tied to its moment.',
        },
        'bound-when-it-begins': {
          caughtBy: EX1.line,
          feedback:
            'The job was tied to the moment in which the loop began it: by then the context is another’s. Tie it when it is handed over.',
        },
        'bound-only-inside': {
          caughtBy: EX1.line,
          feedback:
            'A job without a message was put into the line as it was: the loop runs it in the context of whoever began the loop.',
        },
        'always-the-first': {
          caughtBy: EX1.alone,
          feedback:
            'Every message named the first one as its cause: what belongs together is known then, and what led to what is not.',
        },
        'the-cause-is-the-correlation': {
          caughtBy: EX1.alone,
          feedback:
            'The correlation changed from hop to hop: it is passed on as it is, so that one id finds the whole story.',
        },
        'a-new-correlation': {
          caughtBy: EX1.foreign,
          feedback:
            'What a message without a correlation led to began a story of its own: that message is the beginning, and its id the correlation.',
        },
        'the-id-of-the-cause': {
          caughtBy: EX1.alone,
          feedback:
            'A message had the id of its cause: to every consumer it is that message once more, and a duplicate to be dropped.',
        },
        'known-only-at-first': {
          caughtBy: EX1.again,
          feedback:
            'The second attempt ran without a context: a repetition has the same place in the story as the first time.',
        },
        'not-waited-for': {
          caughtBy: EX1.again,
          feedback:
            'The handler’s promise was not handed back: the bus takes the message for handled, whatever becomes of it.',
        },
        swallowed: {
          caughtBy: EX1.again,
          feedback:
            'The handler’s error ended in a line of the console: the bus has to hear of it, or nothing comes again.',
        },
      },
    },
    {
      id: '02-the-slow-and-the-lost',
      title: 'The slow and the lost',
      minutes: 35,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'below-the-one-before': {
          caughtBy: EX2.tree,
          feedback:
            'What came later was hung below what came before: services work at the same time, and time says nothing of causes.',
        },
        'every-line-is-a-message': {
          caughtBy: EX2.tree,
          feedback:
            'A line that stands in the log twice became two messages: logs are shipped at least once, so count ids.',
        },
        'in-the-order-of-the-log': {
          caughtBy: EX2.tree,
          feedback:
            'Effects stood in the order of the log’s lines: the lines of several services come mixed, and `at` has the order.',
        },
        'orphans-are-dropped': {
          caughtBy: EX2.gaps,
          feedback:
            'A message whose cause is not in the log was left out: it has happened, and the gap above it is news.',
        },
        'orphans-hang-below-the-first': {
          caughtBy: EX2.gaps,
          feedback:
            'A message whose cause is not in the log was hung below the first of its story: that is a guess, and somebody will believe it.',
        },
        'the-last-publication-is-the-end': {
          caughtBy: EX2.path,
          feedback:
            'The path ended with the last publication: the story ends when the last handling is done, which may be elsewhere and later.',
        },
        'the-deepest-is-the-longest': {
          caughtBy: EX2.path,
          feedback:
            'The path with most hops was taken for the slowest: a single slow handling outlasts a quick chain.',
        },
        'an-attempt-too-late': {
          caughtBy: EX2.attempts,
          feedback:
            'The attempt was the last of all, even where it began after the next message had been published: that one cannot have led to it.',
        },
        'from-the-first-attempt': {
          caughtBy: EX2.attempts,
          feedback:
            'The work was counted from the first attempt: what failed, and the pause after it, is waiting for the one that led on.',
        },
        'whoever-began-last': {
          caughtBy: EX2.path,
          feedback:
            'The beginning was that of another subscriber: each of them begins with the message on its own.',
        },
        'the-slowest-of-all': {
          caughtBy: EX2.slowest,
          feedback:
            'The slowest handling of the whole story was named: it may lie beside the path, where nobody waits for it.',
        },
        'only-the-work-counts': {
          caughtBy: EX2.slowest,
          feedback: 'Only the work was counted: most slow systems are quick workers behind long queues.',
        },
        'only-the-wait-counts': {
          caughtBy: EX2.slowest,
          feedback: 'Only the waiting was counted: whoever works for a second is slow, too.',
        },
        'begun-is-handled': {
          caughtBy: EX2.lost,
          feedback:
            'Whoever had begun counted as done: a process that dies at work has begun, and nothing has come of it.',
        },
        'one-is-enough': {
          caughtBy: EX2.lost,
          feedback:
            'One subscriber’s success counted for all: each has its own copy, and one mail is missing though the parcel is on its way.',
        },
        'a-failure-is-a-loss': {
          caughtBy: EX2.lost,
          feedback:
            'A message was called lost because one attempt at it had failed: it came again, and was handled.',
        },
      },
    },
  ],
});
