import type { CoverageItem } from './coverage-item.ts';

/** Chapter 2: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  { item: 'the call stack', at: 'one-call-stack', says: ['call stack', 'run to completion'] },
  { item: 'tasks', at: 'tasks', says: ['empty call stack', 'host', 'event loop'] },
  { item: 'microtasks', at: 'microtasks', says: ['queueMicrotask', 'then', 'await'] },
  {
    item: 'a turn of the loop',
    at: 'microtasks',
    says: ['take one task', 'until none is left', 'One turn of the event loop'],
  },
  {
    item: 'rendering in a browser',
    at: 'the-same-turn-in-a-browser',
    says: ['requestAnimationFrame', 'style, layout'],
  },
  {
    item: 'several task sources',
    at: 'the-same-turn-in-a-browser',
    says: ['task sources', 'user input', 'network'],
  },
  {
    item: 'nested timers are clamped',
    at: 'the-same-turn-in-a-browser',
    says: ['five levels', '4 milliseconds'],
  },
  {
    item: 'phases of Node',
    at: 'the-same-turn-in-node',
    says: ['timers', 'poll', 'check', 'close', 'setImmediate'],
  },
  { item: 'the next-tick queue', at: 'the-next-tick-queue', says: ['process.nextTick', 'every callback'] },
  {
    item: 'A-C-B from first line to last',
    at: 'a-c-b-worked-through',
    says: ['A: order', 'C: thank', 'B: reminder', 'poll'],
  },
  { item: 'EventEmitter', at: 'eventemitter', says: ['node:events', 'emit', 'once', 'process'] },
  {
    item: 'EventTarget, Event and CustomEvent',
    at: 'eventtarget-event-customevent',
    says: ['addEventListener', 'dispatchEvent', 'detail', 'cancelable', 'capture'],
  },
  {
    item: 'the two dialects compared in a table',
    at: 'one-model-two-dialects',
    says: ['register', 'announce', 'a listener throws', 'hierarchy', 'stopImmediatePropagation'],
  },
  { item: 'a blocked loop', at: 'blocking-the-loop-starving-it', says: ['block the loop', 'worker'] },
  {
    item: 'a starved loop',
    at: 'blocking-the-loop-starving-it',
    says: ['starve the loop', 'queueMicrotask(again)'],
  },
  { item: 'the event-loop lab', at: 'a-c-b-worked-through', says: ['event-loop', '01-a-c-b'] },
];

/** Chapter 2: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'microtasks are drained after each task',
    at: 'microtasks',
    says: ['those that are queued meanwhile count'],
  },
  {
    item: 'CommonJS: synchronous code, next ticks, microtasks, timers',
    at: 'the-next-tick-queue',
    says: ['synchronous code, next ticks, microtasks, timers'],
  },
  {
    item: 'top level of an ES module: microtasks before next ticks',
    at: 'the-next-tick-queue',
    says: [
      'shop.mjs',
      '// → microtask // → next tick',
      'main ES module inside a promise job',
      'top level only',
    ],
  },
  {
    item: 'the loop sleeps in poll',
    at: 'the-same-turn-in-node',
    says: ['does not spin', 'poll phase', 'sleeps'],
  },
  {
    item: 'a timeout of 0 is 1 ms in Node',
    at: 'timeout-zero-and-immediate',
    says: ['delay of 0 is a delay of 1'],
  },
  {
    item: 'zero timeout against setImmediate from the main module: not determined',
    at: 'timeout-zero-and-immediate',
    says: ['not determined', 'anyorder'],
  },
  {
    item: 'an emitter keeps duplicates, in order',
    at: 'eventemitter',
    says: ['ordered list', 'duplicates stay'],
  },
  {
    item: 'a target drops duplicates',
    at: 'eventtarget-event-customevent',
    says: ['second registration of the same function was ignored', 'no duplicates'],
  },
  {
    item: 'which of the browser’s interfaces are globals in Node',
    at: 'eventtarget-event-customevent',
    says: ['BroadcastChannel', 'WebSocket', 'typeof EventSource', '// → undefined'],
  },
  {
    item: 'a CustomEvent bubbles only if asked',
    at: 'custom-events-do-not-bubble',
    says: ['not unless you ask', 'false'],
  },
  { item: 'emit is synchronous', at: 'emit-is-synchronous', says: ['no queue', 'emit'] },
  {
    item: 'dispatchEvent is synchronous',
    at: 'eventtarget-event-customevent',
    says: ['as synchronous as emit'],
  },
  {
    item: 'emit throws what a listener throws; later listeners do not run',
    at: 'eventemitter',
    says: ['emit threw', 'never sent'],
  },
  {
    item: 'dispatchEvent reports what a listener throws; the others run',
    at: 'eventtarget-event-customevent',
    says: ['reported to the host', '// → mail sent // → dispatchEvent returned true'],
  },
  {
    item: 'errors are no emitters, signals are events of process',
    at: 'errors-are-not-emitters',
    says: ['a signal is an event of process', 'without on or emit'],
  },
  {
    item: 'the loop belongs to the host; the language has jobs',
    at: 'loop-belongs-to-the-host',
    says: ['ECMA-262', 'jobs'],
  },
];
