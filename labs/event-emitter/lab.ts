import { defineLab } from '#lab/define.ts';

const EX1 = {
  self: 'in a function, this is the emitter; on, once, off and their like return it',
  once: 'once hears one event, and has been removed before it is called',
  nested: 'a once that was called by an event within an event is not called by the outer one',
  off: 'off takes away one registration, the latest, and finds those of once',
  list: 'an emit goes to the list as it was when it began, whoever comes or leaves meanwhile',
  throws: 'what a listener throws goes to the caller of emit, and the rest are skipped',
  error: 'error without a listener is thrown, and with one it is an event like any other',
  names: 'any text, and any symbol, can be the name of an event',
  told: 'a listener that comes is announced before it is there, and one that goes when it is gone',
};

const EX2 = {
  once: 'a listener that was registered with once hears one order',
  state: 'the order is on record before anybody hears of it',
  again: 'an order that was placed before is refused: no event, no second charge, and the first one stays',
  shared: 'no listener, and no customer, can change an order behind the back of the others',
  throws:
    'a listener that throws reaches neither the customer nor the other listeners, and is told as an error',
  rejects: 'a listener whose promise rejects is told as an error too, with its order',
  declined: 'a declined card is an outcome, and no error',
  provider: 'a provider that is out of order is an error with its order, and the order stays on record',
};

const EX3 = {
  closed: 'a closed page is not redrawn, and leaves no listeners',
  before: 'a page that was closed before it was ready registers nothing',
  oneByOne: 'orders are packed one at a time, in their order, and none is missed meanwhile',
  close: 'when the shop closes, what was placed before is packed, and then the number is given',
  abort: 'an abort ends it without an error: the order at work is finished, the waiting ones are not begun',
  fails: 'an order that cannot be packed ends the day with its error, and leaves no listeners',
};

export default defineLab({
  chapter: 4,
  title: 'The emitter',
  summary:
    'Build Node’s emitter yourself, give an order service that survives its listeners, and end every registration that you begin.',
  view: 'listeners',
  kit: true,
  exercises: [
    {
      id: '01-build-an-emitter',
      title: 'Build an emitter',
      minutes: 30,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['listeners are called in their order, with all values, and emit says whether there were any'],
      wrong: {
        'off-takes-the-first': {
          caughtBy: EX1.off,
          feedback: 'off took away the oldest registration: of several of one function it takes the latest.',
        },
        'asks-who-is-still-there': {
          caughtBy: EX1.list,
          feedback:
            'A listener that had been removed meanwhile was left out: the bus of chapter 3 does that, an emitter goes through the list as it was.',
        },
        'changes-the-list': {
          caughtBy: EX1.list,
          feedback:
            'The list was changed while emit went through it: bystanders are skipped then, and latecomers called.',
        },
        'once-after-the-call': {
          caughtBy: EX1.once,
          feedback:
            'A once was removed after its call: an emit within the listener reaches it again, and one that throws stays for ever.',
        },
        'once-without-a-memory': {
          caughtBy: EX1.nested,
          feedback:
            'A once was called twice: an emit within an emit had called it, and the list of the outer one still held it.',
        },
        'off-misses-once': {
          caughtBy: EX1.off,
          feedback:
            'off did not find a listener that was registered with once: what is in the list is a wrapper, and it has to know whom it wraps.',
        },
        'error-like-any-other': {
          caughtBy: EX1.error,
          feedback:
            'An error that nobody listens to was passed over in silence: it is thrown, so that it cannot get lost.',
        },
        'isolates-listeners': {
          caughtBy: EX1.throws,
          feedback:
            'What a listener throws was caught: a bus may do that, an emitter hands it to the caller of emit, and stops there.',
        },
        'listeners-lose-this': {
          caughtBy: EX1.self,
          feedback: 'Listeners were called without a this: in a plain function it is the emitter.',
        },
        'told-when-it-is-there': {
          caughtBy: EX1.told,
          feedback:
            'newListener was emitted after the listener had been added: it comes before, so that one can still register ahead of it.',
        },
        'plain-object': {
          caughtBy: EX1.names,
          feedback:
            'A plain object served as the table: it inherits entries such as toString, and has no order for symbols. Take a Map.',
        },
      },
    },
    {
      id: '02-order-service',
      title: 'An order service that survives its listeners',
      minutes: 20,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an order is placed and charged, and each is announced once', EX2.once],
      wrong: {
        'news-before-the-state': {
          caughtBy: EX2.state,
          feedback:
            'OrderPlaced was emitted before the order was on record: a listener that looks at the service finds nothing. First the state, then the news.',
        },
        'try-around-emit': {
          caughtBy: EX2.throws,
          feedback:
            'A try stands around emit: the customer is safe, and the listeners behind the one that has thrown are skipped all the same.',
        },
        'forgets-once': {
          caughtBy: EX2.once,
          feedback:
            'A listener of once was called again: listeners() gives the bare functions, rawListeners() the wrappers, which remove themselves.',
        },
        'only-what-is-thrown': {
          caughtBy: EX2.rejects,
          feedback:
            'What a listener rejects was not looked after: its promise comes back from the call, and nobody took it.',
        },
        'captured-without-the-order': {
          caughtBy: EX2.rejects,
          feedback: 'captureRejections emits the error alone: nobody can tell which order it was about.',
        },
        'declined-is-an-error': {
          caughtBy: EX2.declined,
          feedback:
            'A declined card was emitted as an error: it is an outcome that the shop expects, and has a name in the past tense.',
        },
        'only-a-provider-that-rejects': {
          caughtBy: EX2.provider,
          feedback:
            'A provider that throws before there is a promise reached the customer: the order had been placed, and the call belongs into the try as well.',
        },
        'hands-out-its-own': {
          caughtBy: EX2.shared,
          feedback:
            'All listeners were given one object that each of them can change, and so can the record: freeze it, or give each a copy.',
        },
        'remembers-only-the-charged': {
          caughtBy: EX2.state,
          feedback:
            'An order was recorded when its card had been charged: it was placed before that, and stays placed if the provider is down.',
        },
      },
    },
    {
      id: '03-leaks',
      title: 'Every registration has an end',
      minutes: 20,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an open page is redrawn at each change, with the values of the event'],
      wrong: {
        'another-function': {
          caughtBy: EX3.closed,
          feedback:
            'off was given an arrow function written anew: it looks like the one that is registered, and is another. Keep the function.',
        },
        'takes-everybody-away': {
          caughtBy: EX3.closed,
          feedback:
            'A page that closed took all listeners away, those of other pages too: on an emitter that others use, take off your own only.',
        },
        'forgets-the-past': {
          caughtBy: EX3.before,
          feedback: 'A signal that has aborted before does not say so again: look at aborted first.',
        },
        'closes-at-once': {
          caughtBy: EX3.close,
          feedback:
            'Closing ended the loop at once, and orders that were waiting are lost: close in the options of events.on lets them be handled first.',
        },
        'one-by-one-with-once': {
          caughtBy: EX3.oneByOne,
          feedback:
            'events.once was asked anew for each order: what is placed while one is packed is missed, for nobody is listening then.',
        },
        'abort-is-an-error': {
          caughtBy: EX3.abort,
          feedback:
            'An abort came out as an error: whoever aborts knows that, and wants to hear how many were packed.',
        },
        'packs-what-waits-after-an-abort': {
          caughtBy: EX3.abort,
          feedback:
            'After an abort another order was begun: the loop hands out what it has kept, so look at the signal after each order.',
        },
        'no-error-at-all': {
          caughtBy: EX3.fails,
          feedback:
            'An order that could not be packed was only printed: whoever waits for the day has to hear of it.',
        },
        'all-at-a-time': {
          caughtBy: EX3.oneByOne,
          feedback:
            'The next order was begun before the last one was packed: wait for the promise of pack within the loop.',
        },
      },
    },
  ],
});
