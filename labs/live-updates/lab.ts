import { defineLab } from '#lab/define.ts';

const EX1 = {
  meant: 'every line is read as it is meant',
  again: 'after a break or an end it waits, and connects again',
  away: 'while nobody answers it goes on trying',
  behind: 'it goes on behind the last event that came whole',
  once: 'an event that is sent again is handed on once',
  closed: 'when the page is closed its line is closed, and nothing more comes',
};

const EX2 = {
  wait: 'the next line is opened after a random part of the wait, behind the last message',
  doubles: 'the wait doubles with each line that closes without a word, up to 30 seconds',
  word: 'only a word counts as recovery, not that a line opens',
  error: 'an error with its close is one failure',
  silent: 'a line that is silent for 25 seconds is given up, though it says that it is open',
  void: 'what comes of a line that was given up is void',
  closed: 'when the page is closed the line is closed, no timer is left, and nothing is opened',
  timer: 'while nothing is wrong there is one timer at most',
};

export default defineLab({
  chapter: 6,
  place: 2,
  title: 'Live updates',
  summary:
    'Follow a server across broken lines: resume Server-Sent Events without a gap or a copy, and bring a WebSocket back with backoff, jitter and an ear for silence.',
  view: 'conversation',
  kit: true,
  exercises: [
    {
      id: '01-resume',
      title: 'Resume a stream',
      minutes: 25,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an event is handed on when its empty line has come, with its id, type and data'],
      wrong: {
        'id-before-its-event': {
          caughtBy: EX1.behind,
          feedback:
            'The id was taken for the last one as soon as its line came: when the line breaks before the data, the event is asked for by nobody and never comes.',
        },
        'forgets-its-place': {
          caughtBy: EX1.behind,
          feedback:
            'An event without an id took the place of the last id: at the next break nobody knows where to go on, and what happened meanwhile never comes. The last id stays until there is another.',
        },
        'half-an-event-stays': {
          caughtBy: EX1.behind,
          feedback:
            'What had come of an event before the break was kept: it was mixed with what came on the next line.',
        },
        'only-the-last-one': {
          caughtBy: EX1.once,
          feedback:
            'An event was compared with the last one only: a server that begins a few events earlier tells more than one again.',
        },
        'ids-as-numbers': {
          caughtBy: EX1.once,
          feedback:
            'Ids were compared as numbers: an id is a word, and “9” may well come after “10”. Only equal or not equal means something.',
        },
        'remembers-for-one-line': {
          caughtBy: EX1.once,
          feedback:
            'What had been handed on was forgotten with each new line: repetitions come across the break, not on one line.',
        },
        'begins-anew': {
          caughtBy: EX1.behind,
          feedback:
            'It connected again without the last id: the server then begins with what happens next, and the break is a gap.',
        },
        'an-end-is-the-end': {
          caughtBy: EX1.again,
          feedback:
            'A stream that ended was taken for finished: servers and proxies end responses for reasons of their own, and the news goes on.',
        },
        'gives-up-when-refused': {
          caughtBy: EX1.away,
          feedback:
            'A connection that was refused ended everything: a server that is started anew refuses for a while, and then is back.',
        },
        'deaf-to-retry': {
          caughtBy: EX1.again,
          feedback:
            'The wait stayed the same whatever the server asked for: with retry it spreads its load, or calls you back sooner.',
        },
        'splits-at-every-colon': {
          caughtBy: EX1.meant,
          feedback:
            'A line was split at each colon: the value begins behind the first, and may contain more.',
        },
        'every-empty-line-is-an-event': {
          caughtBy: EX1.meant,
          feedback:
            'An empty line was an event even where no data had come: signs of life are followed by one, too.',
        },
        'closed-means-later': {
          caughtBy: EX1.closed,
          feedback:
            'The line was left open when the page was closed: whoever waits for its next word waits for ever, and the server keeps a line for nobody.',
        },
        'waits-and-returns': {
          caughtBy: EX1.closed,
          feedback:
            'After the wait it connected again without a look at the signal: the page had been closed meanwhile.',
        },
        'an-event-without-an-id-is-a-copy': {
          caughtBy: EX1.once,
          feedback:
            'Events without an id were taken for copies of each other: without an id there is nothing to know them by.',
        },
      },
    },
    {
      id: '02-reconnect',
      title: 'Come back, but not all at once',
      minutes: 30,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['what the server tells is handed on', EX2.timer],
      wrong: {
        'all-at-the-same-moment': {
          caughtBy: EX2.wait,
          feedback:
            'The wait was the same for every page: they were cut off in one moment, and come back in one moment, after each doubling.',
        },
        'a-little-jitter-on-top': {
          caughtBy: EX2.wait,
          feedback:
            'A little chance was put on top of a fixed wait: the pages still come back in one crowd, only a little wider. Let chance choose from the whole wait.',
        },
        'no-limit-to-the-wait': {
          caughtBy: EX2.doubles,
          feedback:
            'The wait doubled without a limit: after a night without a server, pages would come back days later.',
        },
        'open-is-recovered': {
          caughtBy: EX2.word,
          feedback:
            'A line that opened counted as recovery: a server that accepts and hangs up is then asked again and again at full speed.',
        },
        'counts-an-error-twice': {
          caughtBy: EX2.error,
          feedback:
            'An error and its close counted as two failures: the one always comes with the other, so listen to close alone.',
        },
        'believes-ready-state': {
          caughtBy: EX2.silent,
          feedback:
            'A silent line was kept because it said that it was open: readyState is what this end has been told, and a dead line tells nothing.',
        },
        'waits-for-the-farewell': {
          caughtBy: EX2.silent,
          feedback:
            'The dead line was closed, and then its close was waited for: on a line that carries nothing, the farewell does not come either.',
        },
        'listens-to-the-dead': {
          caughtBy: EX2.void,
          feedback:
            'A line that had been given up was still listened to: what it held back comes out late, beside the new line.',
        },
        'a-second-line-for-a-late-close': {
          caughtBy: EX2.void,
          feedback:
            'The late close of a line that had been given up was answered with another line: now there are two.',
        },
        'silence-begins-with-open': {
          caughtBy: EX2.silent,
          feedback:
            'Silence was counted from open on: a line that neither opens nor fails then keeps the page waiting for ever.',
        },
        'begins-at-the-beginning': {
          caughtBy: EX2.wait,
          feedback: 'Each line began at the beginning: all that the page knows was told and handed on again.',
        },
        'hands-on-beats': {
          caughtBy: EX2.silent,
          feedback: 'A beat was handed on as if it were news: it says only that somebody is there.',
        },
        'leaves-a-timer-for-each-word': {
          caughtBy: EX2.timer,
          feedback:
            'Each word left one more timer running: the old one has to be called off when the new one is set.',
        },
        'closing-is-a-break': {
          caughtBy: EX2.closed,
          feedback:
            'The close that the page itself had asked for was taken for a break, and it connected again: the signal has to end that, and the wait as well.',
        },
      },
    },
  ],
});
