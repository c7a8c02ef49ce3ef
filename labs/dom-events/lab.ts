import { defineLab } from '#lab/define.ts';

const EX1 = {
  anywhere: 'a click anywhere in a row opens it, and on the button or anything in it removes it',
  later: 'rows that come later are watched, and rows that have gone are not',
  soldOut: 'a sold-out row cannot be opened, and can be removed',
  between: 'what is no row of the list calls nothing',
  signal: 'with the signal all of it ends',
};

const EX2 = {
  outside: 'a click outside closes the menu, whoever stops it',
  inside: 'a click inside keeps the menu open, even on an element that goes away',
  locked: 'a locked form lets no press in, and prevents its default',
  beside: 'what is beside a locked form, or of another type, is let alone',
  greet: 'the first press is greeted, once, even if it is stopped',
  wheel: 'the wheel is noted on its way up, and never held up',
  signal: 'with the signal each of the four ends',
};

const EX3 = {
  shows: 'it shows what comes, and takes away what has gone',
  unmount: 'when it is unmounted nothing of it listens any more',
  others: 'what others have put on the same targets stays',
  rows: 'a row that is removed takes its listener along at once',
  signal: 'it ends with the signal, and does not begin after it',
  long: 'a signal that lives on keeps no chat that was unmounted',
};

export default defineLab({
  chapter: 6,
  title: 'DOM events',
  summary:
    'Watch a list with one listener, steer who hears an event and who does not, and leave no listener behind.',
  view: 'dom',
  kit: true,
  exercises: [
    {
      id: '01-delegation',
      title: 'One listener for all rows',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX1.between],
      wrong: {
        'looks-at-the-target-alone': {
          caughtBy: EX1.anywhere,
          feedback:
            'Only the target itself was compared with the button: whoever presses the icon in it has another target.',
        },
        'the-parent-is-the-row': {
          caughtBy: EX1.anywhere,
          feedback:
            'The target’s parent was taken for the row: the next designer puts one more element in between.',
        },
        'both-at-once': {
          caughtBy: EX1.anywhere,
          feedback: 'One click called two actions: the row was opened by the press that removed it.',
        },
        'a-listener-for-each-row': {
          caughtBy: EX1.later,
          feedback:
            'Each row had a listener of its own: rows that come later have none. The list hears the clicks of all its rows.',
        },
        'past-the-list': {
          caughtBy: EX1.between,
          feedback:
            'closest() went past the list to an element around it: ask the list whether it contains what was found.',
        },
        'the-list-is-a-row': {
          caughtBy: EX1.between,
          feedback: 'The list itself was taken for a row: contains() is true of the list, too.',
        },
        'sold-out-hears-nothing': {
          caughtBy: EX1.soldOut,
          feedback:
            'A sold-out row did not hear of its own removal: the class forbids opening, and nothing else.',
        },
        'for-ever': {
          caughtBy: EX1.signal,
          feedback:
            'The listener did not get the signal: it stays as long as the list does, and so does all that it holds.',
        },
      },
    },
    {
      id: '02-down-and-up',
      title: 'Down and up',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX2.beside],
      wrong: {
        'waits-for-the-way-up': {
          caughtBy: EX2.outside,
          feedback:
            'The document was asked on the way up, which anybody below can stop: with capture it hears the click first.',
        },
        'asks-for-the-menu-itself': {
          caughtBy: EX2.inside,
          feedback: 'Only the menu itself counted as inside: what is clicked is one of its items.',
        },
        'stops-on-the-way-up': {
          caughtBy: EX2.locked,
          feedback:
            'The form stopped the press on its way up: by then everybody inside had heard it. Stop it on the way down.',
        },
        'leaves-the-form-its-own': {
          caughtBy: EX2.locked,
          feedback:
            'stopPropagation() left the other listeners of the form itself: only stopImmediatePropagation() keeps it from them.',
        },
        'stops-and-sends': {
          caughtBy: EX2.locked,
          feedback:
            'The press was stopped and its default went on: who hears of an event, and what the browser does then, are two things.',
        },
        'prevents-and-lets-in': {
          caughtBy: EX2.locked,
          feedback: 'The default was prevented, and the press went its way: everybody inside has heard it.',
        },
        'always-locked': {
          caughtBy: EX2.locked,
          feedback: 'The open form was locked as well: ask isLocked() at each press.',
        },
        'greets-too-late': {
          caughtBy: EX2.greet,
          feedback:
            'The page waited for the press to come up: whoever stops it below has the greeting stopped, too.',
        },
        'greets-everybody': {
          caughtBy: EX2.greet,
          feedback: 'Each press was greeted: once takes the listener away after its first call.',
        },
        'holds-the-wheel': {
          caughtBy: EX2.wheel,
          feedback:
            'The wheel could be prevented: the browser then waits for the listener before it scrolls. passive promises that it need not.',
        },
        'hears-the-wheel-first': {
          caughtBy: EX2.wheel,
          feedback: 'The wheel was noted on its way down, before those inside had their turn.',
        },
        'one-without-the-signal': {
          caughtBy: EX2.signal,
          feedback: 'One of the four was left without the signal, and goes on listening.',
        },
      },
    },
    {
      id: '03-leave-nothing',
      title: 'Leave nothing behind',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX3.shows, EX3.others, EX3.long],
      wrong: {
        'one-target-forgotten': {
          caughtBy: EX3.unmount,
          feedback:
            'One target was forgotten: whatever listens there keeps the whole chat in memory, and goes on working.',
        },
        'another-function': {
          caughtBy: EX3.unmount,
          feedback:
            'Another function was removed than had been added: two arrows with the same text are two functions.',
        },
        'rows-die-alone': {
          caughtBy: EX3.unmount,
          feedback:
            'The rows that were there at the end kept their listeners: a row ends by itself, or with its chat.',
        },
        'stays-in-the-page': {
          caughtBy: EX3.unmount,
          feedback: 'The chat fell silent and stayed in the page: its element has to leave, too.',
        },
        'rows-wait-for-the-end': {
          caughtBy: EX3.rows,
          feedback:
            'A row that had gone kept its listener until the chat was closed: in a long chat there are thousands of them.',
        },
        'begins-after-the-end': {
          caughtBy: EX3.signal,
          feedback:
            'With a signal that had aborted the chat was mounted all the same: listeners look at the signal by themselves, your element does not.',
        },
        'deaf-to-the-signal': {
          caughtBy: EX3.signal,
          feedback: 'The signal had no effect: who mounts many parts ends them together with it.',
        },
        'kept-by-the-signal': {
          caughtBy: EX3.long,
          feedback:
            'The outer signal kept every chat that had ever been mounted: the listener on it is a listener, and has to go at unmount.',
        },
      },
    },
  ],
});
