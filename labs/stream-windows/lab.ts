import { defineLab } from '#lab/define.ts';

const EX1 = {
  moment: 'a moment belongs to the one window in which it lies',
  end: 'a window holds its start and no longer its end',
  overlap: 'windows that overlap hold a moment several times',
  before: 'windows begin before zero as well',
  viewed: 'views count by when they were viewed, not by when they arrived',
  every: 'every view of every book is counted',
  order: 'the rows come in the order of time, one for each window that has views',
};

const EX2 = {
  closes: 'a window closes when the watermark has reached its end, and not before',
  several: 'several windows that close at once do so in the order of time',
  slowest: 'the slowest partition decides, and one that is silent holds everything back',
  late: 'a late view is answered with the new total of its window',
  heartbeat: 'a heartbeat moves the watermark and is counted nowhere',
  back: 'no watermark ever goes back',
  pile: 'windows do not pile up',
};

const EX3 = {
  more: 'more failures than the limit raise the alarm, and as many as the limit do not',
  across: 'a burst across a full minute counts as one',
  once: 'the alarm is raised once, however many failures follow',
  clears: 'time alone clears the alarm',
  between: 'between the two limits the alarm stays as it is',
  late: 'a failure that is heard late counts at its own time',
  over: 'what is over is forgotten',
};

export default defineLab({
  chapter: 9,
  place: 2,
  title: 'Windows over a stream',
  summary:
    'Count in windows of time, decide when a window is complete although events come late, and raise an alarm that neither sleeps nor flickers.',
  after: ['event-sourcing'],
  view: 'windows',
  kit: true,
  exercises: [
    {
      id: '01-which-minute',
      title: 'Which minute is it?',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'by-arrival': {
          caughtBy: EX1.viewed,
          feedback:
            'Views were counted by when they arrived: a tunnel moves them into another minute, and reading again tomorrow moves all of them.',
        },
        'nearest-window': {
          caughtBy: EX1.moment,
          feedback:
            'The moment was rounded to the nearest start: the second half of each window then counts for the next one.',
        },
        'end-belongs-too': {
          caughtBy: EX1.end,
          feedback:
            'The end of a window was counted as part of it: a view on the full minute then counts twice.',
        },
        'one-window-only': {
          caughtBy: EX1.overlap,
          feedback: 'Only the newest window was filled: where windows overlap, a moment lies in several.',
        },
        'as-many-as-fit': {
          caughtBy: EX1.overlap,
          feedback:
            'Every moment was put into the same number of windows: if the step does not divide the size, some lie in one more than others.',
        },
        'plain-object': {
          caughtBy: EX1.every,
          feedback:
            'Books were counted in a plain object, which has a constructor and a __proto__ of its own: a Map has only what is put into it.',
        },
        'as-they-come': {
          caughtBy: EX1.order,
          feedback:
            'The rows stood in the order in which their first views arrived: that order is another one in the next reading.',
        },
        'from-zero-only': {
          caughtBy: EX1.before,
          feedback:
            'Windows before zero were left out: the first moments of a stream lie in windows that began before it.',
        },
      },
    },
    {
      id: '02-when-is-it-over',
      title: 'When is a minute over?',
      minutes: 18,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'no-slack': {
          caughtBy: EX2.closes,
          feedback:
            'The watermark was the latest time itself: then every view that is a little out of order is late.',
        },
        'fastest-partition': {
          caughtBy: EX2.slowest,
          feedback:
            'The fastest partition closed the window: what the slower ones still bring for it comes late.',
        },
        'one-watermark': {
          caughtBy: EX2.slowest,
          feedback:
            'All partitions shared one latest time: one that is ahead closes windows for those that are behind.',
        },
        'silent-partition-left-out': {
          caughtBy: EX2.slowest,
          feedback:
            'A partition that has said nothing yet was passed over: nobody knows yet how far behind it is.',
        },
        'late-is-lost': {
          caughtBy: EX2.late,
          feedback:
            'A late view was set aside at once: as long as its window is kept, its total can be corrected.',
        },
        'increments-for-totals': {
          caughtBy: EX2.late,
          feedback:
            'A correction said by how much and not to what: a dashboard that gets it twice is then wrong.',
        },
        'kept-for-ever': {
          caughtBy: EX2.pile,
          feedback: 'Windows were never forgotten: a counter runs for years, and its memory does not grow.',
        },
        'goes-back': {
          caughtBy: EX2.back,
          feedback:
            'An old view took the watermark back: what it has said is over then seems to begin again.',
        },
        'heartbeat-counts': {
          caughtBy: EX2.heartbeat,
          feedback:
            'Heartbeats were counted as views: they say what time it is, and nothing has been viewed.',
        },
        'closes-as-they-come': {
          caughtBy: EX2.several,
          feedback:
            'Windows closed in the order in which they were opened: with views out of order that is not the order of time.',
        },
      },
    },
    {
      id: '03-raise-the-alarm',
      title: 'Raise the alarm',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      wrong: {
        'by-the-full-minute': {
          caughtBy: EX3.across,
          feedback:
            'The alarm counted by the full minute: a burst that lies across it is cut into two that are each too small.',
        },
        'one-too-early': {
          caughtBy: EX3.more,
          feedback: 'The alarm was raised at the limit: it is more than the limit that raises it.',
        },
        'rings-each-time': {
          caughtBy: EX3.once,
          feedback:
            'Each further failure raised the alarm again: whoever was called fifty times switches it off.',
        },
        'one-limit-only': {
          caughtBy: EX3.between,
          feedback:
            'One limit raised and cleared the alarm: around it, each failure that comes or goes makes it flicker.',
        },
        'never-over': {
          caughtBy: EX3.clears,
          feedback: 'The alarm was never cleared: nobody knows whether it is still about something.',
        },
        'only-failures-look': {
          caughtBy: EX3.clears,
          feedback:
            'Only a failure looked at the time: when all is well again no failure comes, and the alarm stays.',
        },
        'exactly-as-old': {
          caughtBy: EX3.clears,
          feedback:
            'A failure still counted when it was exactly as old as the window is long: by then it is outside.',
        },
        'latest-time-goes-back': {
          caughtBy: EX3.late,
          feedback: 'A failure that was heard late turned the time back: the latest time heard is now.',
        },
        'late-counts-as-new': {
          caughtBy: EX3.late,
          feedback:
            'A failure counted at the time at which it was heard: it happened earlier, and its time may be over.',
        },
        'remembers-all': {
          caughtBy: EX3.over,
          feedback: 'All failures were remembered for ever: those that are over never count again.',
        },
      },
    },
  ],
});
