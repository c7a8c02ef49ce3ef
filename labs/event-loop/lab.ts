import { defineLab } from '#lab/define.ts';

export default defineLab({
  chapter: 2,
  title: 'The event loop',
  summary:
    'Predict in which order the parts of a program run, and put code where the event loop can keep turning.',
  view: 'event-loop',
  play: [
    {
      id: 'every-queue',
      title: 'Every queue of Node',
      host: 'node-cjs',
      about:
        'A program and one callback from each of its queues. Run it as an ES module as well: two of them change places.',
    },
    {
      id: 'module-first',
      title: 'A module is a microtask',
      host: 'node-esm',
      about:
        'Why microtasks go before next ticks in an ES module, and what happens when each queues the other.',
    },
    {
      id: 'await-anything',
      title: 'Await over anything',
      host: 'node-esm',
      about: 'A number, a promise and a thenable: an await pauses for each, but not for equally long.',
    },
    {
      id: 'returned-promise',
      title: 'Return, or return await',
      host: 'node-esm',
      about: 'Two functions that look alike, with microtasks beside them to count by.',
    },
    {
      id: 'starved-timer',
      title: 'A timer that starves',
      host: 'node-cjs',
      about: 'Two hundred next ticks, each of which queues the one after it. Look at the heartbeat.',
    },
    {
      id: 'blocked-loop',
      title: 'A loop that is held up',
      host: 'node-esm',
      about: 'One callback computes for 80 ms, and every beat that was due meanwhile is late.',
    },
    {
      id: 'timer-or-immediate',
      title: 'Timer or immediate?',
      host: 'node-cjs',
      about: 'The one order that Node leaves open, and the same two calls where it does not.',
    },
    {
      id: 'too-late-to-catch',
      title: 'A rejection that nobody handles',
      host: 'node-esm',
      about: 'A try that catches nothing, and when it is that Node complains.',
    },
    {
      id: 'emit-is-a-call',
      title: 'Emit is a call',
      host: 'node-esm',
      about: 'The listeners of an emitter run on the stack of whoever emits; what they await does not.',
    },
    {
      id: 'one-by-one',
      title: 'An async generator',
      host: 'node-esm',
      about: 'Two functions that hand the stack to and fro, with others let in between.',
    },
    {
      id: 'one-frame',
      title: 'One frame of a browser',
      host: 'browser',
      about:
        'What runs before the page is drawn, what after, and what a callback for the next frame waits for.',
    },
    {
      id: 'two-ports',
      title: 'Messages and listeners',
      host: 'browser',
      about: 'A message is a task of its own; an event that a script dispatches is only a call.',
    },
  ],
  exercises: [
    {
      id: '01-a-c-b',
      title: 'A, C, B',
      minutes: 8,
      host: 'node-esm',
      entry: 'program.js',
      warmUps: ['a program that only prints is predicted as it is written'],
      wrong: {
        'timers-first': {
          caughtBy: 'what the program prints itself comes before the callback of any timer',
          feedback:
            'The callbacks of timers were put before the program itself: a delay of 0 does not mean “now”, it means “as soon as the stack is empty”.',
        },
        'one-statement-later': {
          caughtBy: 'what the program prints itself comes before the callback of any timer',
          feedback:
            'A timer was let in between two statements: a program runs to its end before the loop calls anything back.',
        },
        'last-timer-first': {
          caughtBy: 'timers of the same delay call back in the order in which they were set',
          feedback:
            'The timer that was set last called back first: timers of the same delay wait in a queue, not on a stack.',
        },
        'learned-by-heart': {
          caughtBy: 'timers of the same delay call back in the order in which they were set',
          feedback:
            'The answer to one program was written down; the rule behind it has to work for every program.',
        },
        'only-one-timer': {
          caughtBy: 'timers of the same delay call back in the order in which they were set',
          feedback: 'Only one timer called back: every call of setTimeout notes down a callback of its own.',
        },
      },
    },
    {
      id: '02-microtasks',
      title: 'Microtasks go first',
      minutes: 12,
      host: 'node-esm',
      entry: 'program.js',
      warmUps: ['timers alone call back in the order in which they were set'],
      wrong: {
        'timers-before-microtasks': {
          caughtBy: 'microtasks run before timers, also before those that were set earlier',
          feedback:
            'A timer called back while microtasks were waiting: the microtask queue is emptied before the loop takes the next task.',
        },
        'microtasks-at-once': {
          caughtBy: 'microtasks run before timers, also before those that were set earlier',
          feedback:
            'A microtask ran in the middle of the code that queued it: it waits until that code has run to its end.',
        },
        'newest-microtask-first': {
          caughtBy: 'programs of every shape are predicted as they run',
          feedback:
            'The microtask queued last ran first: it is a queue, and whoever came first is served first.',
        },
        'only-the-first-batch': {
          caughtBy: 'a microtask that queues another one is still served before any timer',
          feedback:
            'A microtask queued by a microtask was left for later: the queue is served until it is empty, newcomers included.',
        },
        'all-timers-then-microtasks': {
          caughtBy: 'the microtasks of a timer run before the next timer',
          feedback:
            'All timers that were due ran in one go: after each of them, the microtasks that it queued are served first.',
        },
      },
    },
    {
      id: '03-next-tick',
      title: 'Next tick, promise and immediate',
      minutes: 15,
      host: 'node-esm',
      entry: 'program.js',
      warmUps: ['a program without next ticks is predicted as it runs'],
      wrong: {
        'promises-first': {
          caughtBy: 'next ticks run before microtasks, also before those that were queued earlier',
          feedback:
            'Microtasks were served before next ticks: inside a callback, Node serves the next-tick queue first.',
        },
        'tick-jumps-the-queue': {
          caughtBy:
            'a next tick that a microtask queues waits for the other microtasks, and goes before any immediate',
          feedback:
            'A next tick interrupted the microtask queue: once Node has begun with the microtasks, it finishes them before it looks at the ticks again.',
        },
        'served-only-once': {
          caughtBy:
            'a next tick that a microtask queues waits for the other microtasks, and goes before any immediate',
          feedback:
            'A next tick queued by a microtask was left for after the immediates: both queues are served again and again until both are empty.',
        },
        'immediates-in-one-go': {
          caughtBy: 'after each immediate, next ticks and microtasks run before the following immediate',
          feedback:
            'Immediates ran one after the other without a break: after each one, ticks and microtasks are served.',
        },
        'immediate-means-at-once': {
          caughtBy: 'next ticks run before microtasks, also before those that were queued earlier',
          feedback:
            'An immediate went before ticks and microtasks: despite its name it waits for the check phase, at the end of the turn.',
        },
      },
    },
    {
      id: '04-await',
      title: 'What await does',
      minutes: 15,
      host: 'node-esm',
      entry: 'program.js',
      warmUps: ['an async function without await runs at once, from its first step to its last'],
      wrong: {
        'async-starts-later': {
          caughtBy:
            'what stands before the first await runs as part of the call, and what stands after it does not',
          feedback:
            'The async function began later than its call: up to its first await it runs like any other function.',
        },
        'await-blocks-the-caller': {
          caughtBy:
            'what stands before the first await runs as part of the call, and what stands after it does not',
          feedback:
            'The caller waited for an await that is not its own: await pauses one function, not the program.',
        },
        'await-is-a-timer': {
          caughtBy: 'what stands after an await takes its place in the microtask queue, before any timer',
          feedback:
            'The rest of an async function waited for a timer: it goes on as a microtask, before any timer.',
        },
        'await-jumps-the-queue': {
          caughtBy: 'what stands after an await takes its place in the microtask queue, before any timer',
          feedback:
            'The rest of an async function overtook microtasks that were waiting already: it takes its place at the end of their queue.',
        },
        'only-the-first-await': {
          caughtBy: 'each further await waits for one more turn, so that async functions take turns',
          feedback:
            'Only the first await was honoured: each one puts the rest at the end of the microtask queue again.',
        },
      },
    },
    {
      id: '05-starved-loop',
      title: 'A starved loop',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [
        'every order is saved once, in its order, before the promise resolves',
        'the promise resolves to the number of orders, also when there are none',
        'imports at the same time do not disturb each other',
      ],
      wrong: {
        'next-tick': {
          caughtBy: 'a timer that is due gets its turn before the import goes on',
          feedback:
            'The import goes on in next ticks: that queue, too, is served until it is empty before the loop can turn.',
        },
        'await-null': {
          caughtBy: 'at most 10 orders are saved in one turn of the loop',
          feedback:
            'The import awaits between two orders, but awaiting a value that is there costs a microtask, not a turn.',
        },
        'one-long-loop': {
          caughtBy: 'at most 10 orders are saved in one turn of the loop',
          feedback:
            'The import starts in a later turn and then does all its work in that one: long work has to be cut.',
        },
        'all-immediates-at-once': {
          caughtBy: 'at most 10 orders are saved in one turn of the loop',
          feedback:
            'All immediates were set at the beginning: those that are waiting together run together, in one turn.',
        },
        'forgotten-rest': {
          caughtBy: 'every order is saved once, in its order, before the promise resolves',
          feedback: 'Orders at the end were not saved: the last group may be smaller than the others.',
        },
        'shared-counter': {
          caughtBy: 'imports at the same time do not disturb each other',
          feedback:
            'Two imports counted with one variable: what a function keeps between turns must belong to that one call.',
        },
        'resolved-too-early': {
          caughtBy: 'every order is saved once, in its order, before the promise resolves',
          feedback:
            'The promise resolved while orders were still waiting: it must not say “done” before the last one is saved.',
        },
      },
    },
  ],
});
