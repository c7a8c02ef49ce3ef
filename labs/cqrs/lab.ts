import { defineLab } from '#lab/define.ts';

const EX1 = {
  restart: 'after a restart it goes on where it stood',
  cancelled: 'an order that was placed before a restart can be cancelled after it',
  others: 'a pass moves on over events that do not concern the list',
  jump: 'positions may jump',
  two: 'two lists in one database do not get into each other’s way',
  dies: 'wherever the process dies, no event counts twice and none is missed',
};

const EX2 = {
  follows: 'while a list is built, the old one answers and follows the log',
  takesOver: 'the new list takes over when it has come as far as the old one',
  parts: 'a list that is built reads at most so many events in one go',
  dropped: 'the old list is dropped when the new one answers, once, and not before',
  fails: 'a list that fails never answers, and the page notices nothing',
  again: 'a rebuild that is asked for during another takes its place',
  older: 'no answer is ever older than the one before it',
};

const EX3 = {
  nothing: 'who has written nothing gets an answer at once',
  passed: 'what the list has passed already is answered at once',
  soon: 'who has written gets an answer that holds the write, as soon as there is one',
  past: 'a list that goes past the position in one step answers, too',
  stale: 'when the time is up the answer comes all the same, and says that it is stale',
  own: 'each question waits for its own write only',
  left: 'nothing is left behind by questions that are answered',
};

export default defineLab({
  chapter: 7,
  place: 2,
  title: 'CQRS',
  summary:
    'Keep a list that follows the log and survives every crash, rebuild it while it answers, and let people read what they have just written.',
  after: ['event-sourcing'],
  view: 'event-store',
  kit: true,
  exercises: [
    {
      id: '01-how-far-it-has-read',
      title: 'A list that knows how far it has read',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['one pass over the log counts what is ordered and not cancelled'],
      wrong: {
        'checkpoint-in-a-variable': {
          caughtBy: EX1.restart,
          feedback:
            'The checkpoint was kept in a variable: after a restart the list began again at the start of the log, on top of the rows it had.',
        },
        'checkpoint-first': {
          caughtBy: EX1.dies,
          feedback:
            'The checkpoint was written before the row: if the process dies in between, the event counts as read and was never counted.',
        },
        'rows-first': {
          caughtBy: EX1.dies,
          feedback:
            'The rows were written before the checkpoint, on their own: if the process dies in between, the next one counts them again.',
        },
        'only-own-events': {
          caughtBy: EX1.others,
          feedback:
            'The checkpoint moved only with events that concern the list: all others behind it are read again in every pass.',
        },
        'counts-events': {
          caughtBy: EX1.jump,
          feedback:
            'Events were counted to know the position: an event says its own position, and positions may leave gaps.',
        },
        'one-checkpoint-for-all': {
          caughtBy: EX1.two,
          feedback:
            'Two lists shared one checkpoint: what one of them has read, the other never gets to see.',
        },
        'orders-in-memory': {
          caughtBy: EX1.cancelled,
          feedback:
            'What a cancellation has to know was kept in a variable: whatever later events need belongs to the rows.',
        },
        'past-the-transaction': {
          caughtBy: EX1.dies,
          feedback:
            'The row was written past the transaction: only what goes through tx takes effect together with the checkpoint.',
        },
      },
    },
    {
      id: '02-side-by-side',
      title: 'Rebuilt side by side',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['one list follows the log and answers'],
      wrong: {
        'switches-at-once': {
          caughtBy: EX2.follows,
          feedback:
            'The new list answered from its first moment, when it was empty: it is built beside the old one until it knows as much.',
        },
        'switches-after-one-part': {
          caughtBy: EX2.takesOver,
          feedback:
            'The new list took over after its first part: whether it may is a question of its checkpoint.',
        },
        'end-that-was': {
          caughtBy: EX2.older,
          feedback:
            'The new list took over at the end that the log had when the building began: meanwhile the old one had gone on, and the page went back in time.',
        },
        'old-one-stands-still': {
          caughtBy: EX2.follows,
          feedback:
            'The old list was no longer brought up to date: until the other takes over, it is the one that people see.',
        },
        'all-in-one-go': {
          caughtBy: EX2.parts,
          feedback:
            'The whole history was read in one go: for so long, nothing else in the process gets its turn.',
        },
        'fault-takes-the-page': {
          caughtBy: EX2.fails,
          feedback:
            'A fault of the new list came out of work(): it takes along the old list, which has done nothing wrong.',
        },
        'failed-list-answers': {
          caughtBy: EX2.fails,
          feedback:
            'The list that had failed was kept, and was told about again and again: an event it cannot read stays where it is.',
        },
        'nobody-is-dropped': {
          caughtBy: EX2.dropped,
          feedback: 'The old list was never dropped: with each rebuild one more copy stays in the database.',
        },
        'two-at-a-time': {
          caughtBy: EX2.again,
          feedback:
            'The second rebuild was passed over: whoever asks for it knows that the first is not what they want.',
        },
      },
    },
    {
      id: '03-your-own-writes',
      title: 'Read your own writes',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX3.nothing, EX3.passed],
      wrong: {
        'fixed-pause': {
          caughtBy: EX3.soon,
          feedback:
            'Each question paused for a fixed time: mostly much too long, and on a bad day too short.',
        },
        'waits-for-the-very-one': {
          caughtBy: EX3.past,
          feedback:
            'The question waited for exactly its position: the list goes on in parts, and may never stand there.',
        },
        'rows-too-early': {
          caughtBy: EX3.soon,
          feedback:
            'The rows were read before the waiting, and handed out after it: they are those of the old position.',
        },
        'late-is-an-error': {
          caughtBy: EX3.stale,
          feedback:
            'A list that is late became an error: the page has something to show, if it says how old that is.',
        },
        'says-nothing-of-stale': {
          caughtBy: EX3.stale,
          feedback:
            'An old answer was passed off as a new one: nobody can say “we are working on it” who does not know it.',
        },
        'first-advance-answers': {
          caughtBy: EX3.own,
          feedback:
            'The first advance of the list ended the waiting: it may have brought somebody else’s event.',
        },
        'everybody-waits': {
          caughtBy: EX3.nothing,
          feedback: 'Everybody waited for the next advance: most readers have written nothing.',
        },
        'no-limit': {
          caughtBy: EX3.stale,
          feedback:
            'Nothing limited the waiting: if the projection stands still, so do all pages of those who have written.',
        },
        'leaves-listeners': {
          caughtBy: EX3.left,
          feedback:
            'Listeners stayed with the list after their answers: each question makes the next advance slower.',
        },
        'leaves-timers': {
          caughtBy: EX3.left,
          feedback:
            'Timers ran on after their answers: they hold the question’s memory, and the process, until they are due.',
        },
      },
    },
  ],
});
