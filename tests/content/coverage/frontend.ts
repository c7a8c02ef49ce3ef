import type { CoverageItem } from './coverage-item.ts';

/** Chapter 6: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'capture, target, bubble',
    at: 'the-path-of-a-click',
    says: [
      'capture',
      'bubbles',
      'computed once, before the first listener runs',
      '// → button, capture // → button',
    ],
  },
  {
    item: 'stopping is not preventing',
    at: 'stopping-is-not-preventing',
    says: ['only keeps others from hearing', 'preventDefault()'],
  },
  {
    item: 'delegation',
    at: 'delegation',
    says: ['event delegation', 'closest', 'currentTarget', 'do not bubble'],
  },
  {
    item: 'passive, once, signal',
    at: 'passive-once-signal',
    says: [
      'passive listener',
      'passive by default',
      'once',
      'one abort() removes any number',
      'aborted for good',
    ],
  },
  {
    item: 'custom events between components',
    at: 'custom-events-between-components',
    says: ['ItemAdded', 'shadow tree', 'composed', '// → BUY-BUTTON, composed: true'],
  },
  {
    item: 'React: delegation at the root container, capture and bubble',
    at: 'react-listens-at-the-root',
    says: ['createRoot', 'onClickCapture', '// → section, native // → button, React'],
  },
  {
    item: 'React: portals',
    at: 'react-listens-at-the-root',
    says: ['portal', 'tree of components', '// → section, React // → aside, native'],
  },
  {
    item: 'React: effects that subscribe and clean up',
    at: 'effects-that-clean-up',
    says: ['effect', 'useEffect', 'StrictMode', '// → Careless: 3 // → Careful: 0'],
  },
  {
    item: 'Vue: emits',
    at: 'vue-declared-and-one-step-up',
    says: ['emits', "emits: ['order']", '// → undeclared: [object PointerEvent]'],
  },
  {
    item: 'Vue: no event bus since 3',
    at: 'vue-3-has-no-bus',
    says: ['Vue 3 has removed', 'mitt or nanoevents'],
  },
  {
    item: 'tiny emitters',
    at: 'react-vue-and-small-emitters',
    says: ["from 'mitt'", 'two hundred bytes', 'onUnmounted'],
  },
  {
    item: 'BroadcastChannel',
    at: 'one-to-all-broadcastchannel',
    says: ['BroadcastChannel', 'origin', 'structured clone', 'DataCloneError', 'opened later hears nothing'],
  },
  {
    item: 'MessageChannel',
    at: 'one-to-one-messagechannel',
    says: ['MessageChannel', 'worker', 'start()', 'keeps what arrives until it is started'],
  },
  {
    item: 'Server-Sent Events',
    at: 'server-sent-events',
    says: ['text/event-stream', 'EventSource', 'Last-Event-ID', 'Resuming a stream'],
  },
  {
    item: 'WebSocket, with reconnect, resume and heartbeats',
    at: 'websocket',
    says: [
      'new WebSocket',
      'onclose',
      'after=',
      'backoff',
      'jitter',
      'heartbeat',
      '// → 3 beats, then silence // → open',
    ],
  },
];

/** Chapter 6: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'framework component events are plain callbacks and do not bubble as DOM events',
    at: 'react-listens-at-the-root',
    says: ['a function that it has been given and calls', 'no capture, no bubbling'],
  },
  {
    item: 'the same in Vue',
    at: 'vue-declared-and-one-step-up',
    says: ['goes one step', '// → shelf: BOOK-001 // → function undefined'],
  },
  {
    item: 'React 19 adds about 140 listeners to the root container for 87 event types',
    at: 'react-listens-at-the-root',
    says: ['// → MAIN: 142 for 87 types', 'React 19'],
  },
  {
    item: 'not one listener',
    at: 'react-does-not-use-one-listener',
    says: ['about 140 on each root container'],
  },
  { item: 'Recoil is archived', at: 'recoil-is-gone', says: ['archived', 'React 19 has removed'] },
  {
    item: 'Recoil fails on React 19',
    at: 'effects-that-clean-up',
    says: ["from 'recoil'", '// → TypeError: Cannot destructure property'],
  },
  {
    item: 'an event bus delivers nothing to who subscribes later',
    at: 'late-components-hear-nothing',
    says: ['delivers nothing to whoever subscribes later', 'Register first and read afterwards'],
  },
  {
    item: 'late subscribers, run',
    at: 'custom-events-between-components',
    says: ['// → counted: 1, shown: 2'],
  },
  { item: 'clean up or leak', at: 'effects-that-clean-up', says: ['listener leak', 'bus.off'] },
  {
    item: 'Vue 3 removed $on, $off and $once',
    at: 'vue-3-has-no-bus',
    says: ['removed $on, $off and $once'],
  },
  {
    item: 'a WebSocket does not reconnect, resume, authenticate or apply backpressure by itself',
    at: 'websocket',
    says: [
      'does not reconnect, resume, authenticate, or apply backpressure',
      'same-origin policy',
      'bufferedAmount',
      '// → undefined 10000000',
    ],
  },
  { item: 'a WebSocket is no queue', at: 'websocket-is-only-a-line', says: ['may be lost', 'no queue'] },
  {
    item: 'SSE resumes only if the server sends ids and honours Last-Event-ID',
    at: 'server-sent-events',
    says: ['the resumption is yours', 'send ids', '// → honours it: false: 3 left, 2 left, sold out'],
  },
  {
    item: 'EventSource gives up on an answer other than 200',
    at: 'eventsource-gives-up',
    says: ['closed for good', '503'],
  },
  {
    item: 'six connections per origin on HTTP/1.1',
    at: 'server-sent-events',
    says: ['six connections per origin', 'HTTP/1.1', 'HTTP/2'],
  },
  {
    item: 'a Node server must flush headers',
    at: 'server-sent-events',
    says: ['flushHeaders()', '// → /plain: still connecting // → /flushed: open'],
  },
];
