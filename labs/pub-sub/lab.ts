import { defineLab } from '#lab/define.ts';

const EX1 = {
  late: 'who subscribes late does not hear what was published before',
  two: 'two buses know nothing of each other',
  all: 'all subscribers of a type are called, in the order of their subscriptions',
  data: 'every subscriber is given the data as it was published, whatever it is',
  ends: 'the function that subscribe returns ends that subscription, and no other',
  twice: 'a function that is subscribed twice is called twice, and each subscription ends by itself',
  again: 'ending a subscription a second time does nothing',
  names: 'any name can be the name of an event',
};

const EX2 = {
  order: 'subscribers are called in their order, and leave between two events',
  before:
    'a once has ended before its handler is called: an event that the handler publishes does not reach it',
  nested: 'a once that has heard an event within an event does not hear the outer one as well',
  gone: 'nobody is called after leaving, not even for the event that is under way',
  late: 'who subscribes while an event is under way hears the next one, and not this',
  inner: 'an event within an event goes to those who are there at that moment',
};

const EX3 = {
  atOnce: 'handlers that end well are called before publish returns, in their order',
  open: 'publish waits for no promise',
  others: 'a handler that throws keeps nobody else from hearing',
  thrown: 'what a handler throws goes to onError, with the type of the event',
  whatever: 'whatever is thrown, error or not, is told and never gets out of publish',
  rejects: 'a promise that rejects goes to onError too, sooner or later',
  stays: 'who has failed is still subscribed, until it leaves',
  needed: 'there is no bus without onError',
};

const EX4 = {
  star: '* stands for exactly one word, whichever it is',
  more: '> at the end stands for one word or more',
  whole: 'a wildcard takes the place of a whole word; within a word its sign is an ordinary one',
  signs: 'signs that mean something elsewhere mean themselves here',
  order: 'subscriptions are called in the order in which they were made, whatever their patterns',
  topic: 'a handler is told the data, and the topic on which it was published',
  twice:
    'one function under two patterns that both match is called twice, and each subscription ends by itself',
};

const EX5 = {
  later: 'publish returns before anybody is called',
  order: 'all hear of one event before anybody hears of the next, also if it was published by one of them',
  waits: 'the next event waits for the promises of the handlers, and the handlers do not wait for each other',
  who: 'an event goes to those who were subscribed when it was published, less those who have left',
  fails: 'a handler that fails harms neither the others nor the events that wait',
  idle: 'every idle is answered: before the first event, during the work, and long after it',
};

export default defineLab({
  chapter: 3,
  title: 'Publish–subscribe',
  summary:
    'Build a bus one promise at a time: who is called, in which order, what a broken subscriber may do, and what asynchronous delivery changes.',
  view: 'listeners',
  kit: true,
  exercises: [
    {
      id: '01-subscribe',
      title: 'Subscribe, publish, unsubscribe',
      minutes: 10,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['one subscriber hears every event of its type, and none of another', EX1.late, EX1.two],
      wrong: {
        'one-table-for-all': {
          caughtBy: EX1.two,
          feedback:
            'All buses share one table, which stands at the top of the file: each call of createBus has to make its own.',
        },
        'plain-object': {
          caughtBy: EX1.names,
          feedback:
            'A plain object served as the table: it inherits entries such as toString, which nobody has subscribed. A Map holds what you put in and nothing else.',
        },
        'set-of-functions': {
          caughtBy: EX1.twice,
          feedback:
            'The list holds functions, so that the same function cannot be in it twice: let each call of subscribe add something of its own.',
        },
        'stops-every-copy': {
          caughtBy: EX1.twice,
          feedback:
            'Ending one subscription ended all of the same function: what ends has to be found by the subscription, not by its handler.',
        },
        'takes-the-last-one': {
          caughtBy: EX1.again,
          feedback:
            'Ending a subscription twice took somebody else out: indexOf gives -1 for what is gone, and splice(-1, 1) removes the last in the list.',
        },
        'ends-the-whole-type': {
          caughtBy: EX1.ends,
          feedback:
            'When one part left, all subscriptions of that type ended: take out the one, and keep the rest.',
        },
        'only-if-there-is-data': {
          caughtBy: EX1.data,
          feedback:
            'An event without data was not delivered: that it has happened is news enough, and 0 is data too.',
        },
        'tells-the-latecomer': {
          caughtBy: EX1.late,
          feedback:
            'A latecomer was told of an old event: a bus keeps subscriptions, not events; who needs the past asks for it.',
        },
      },
    },
    {
      id: '02-a-changing-list',
      title: 'Once, and a list that changes meanwhile',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX2.order],
      wrong: {
        'bare-copy': {
          caughtBy: EX2.gone,
          feedback:
            'The copy of the list was trusted to the end: somebody in it may have left meanwhile. Look just before each call.',
        },
        'live-list': {
          caughtBy: EX2.late,
          feedback:
            'The loop runs over the list itself, and so meets those who come meanwhile: an event goes to those who were there when it was published.',
        },
        'once-after-the-call': {
          caughtBy: EX2.before,
          feedback:
            'The once ended after its handler: while the handler runs it is still subscribed, and hears what it publishes itself.',
        },
        'tidies-up-at-the-end': {
          caughtBy: EX2.gone,
          feedback:
            'Who had left was only marked, to be taken out after the publish: until then it was still called.',
        },
        'copy-without-the-onces': {
          caughtBy: EX2.gone,
          feedback:
            'All subscriptions with once were ended when the publish began: then nobody can tell any more which of them has left before its turn.',
        },
        'one-publish-at-a-time': {
          caughtBy: EX2.nested,
          feedback:
            'A publish within a handler was put off until the outer one was over: here a publish is a call, and returns when all have been called.',
        },
        'backwards-is-safe': {
          caughtBy: EX2.order,
          feedback:
            'The loop runs backwards, so that nobody is skipped: but subscribers are called in the order of their subscriptions.',
        },
      },
    },
    {
      id: '03-error-isolation',
      title: 'One broken subscriber',
      minutes: 12,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: [EX3.atOnce, EX3.open],
      wrong: {
        'try-around-the-loop': {
          caughtBy: EX3.others,
          feedback:
            'One try stands around the whole loop: the first error ends the loop, and those behind it hear nothing. Put it around each call.',
        },
        'only-what-is-thrown': {
          caughtBy: EX3.rejects,
          feedback:
            'What was thrown was caught, what was rejected was not: an async handler does not throw, it returns a promise that somebody has to look after.',
        },
        'only-what-is-rejected': {
          caughtBy: EX3.thrown,
          feedback:
            'Promises were looked after, and what a handler throws at once was not: it is thrown before there is a promise.',
        },
        'waits-for-each': {
          caughtBy: EX3.open,
          feedback:
            'publish waited for one handler before it called the next: a slow subscriber then holds up all others.',
        },
        'called-later': {
          caughtBy: EX3.atOnce,
          feedback:
            'Handlers were called in a later microtask: that catches every error, and changes what publish promises, too.',
        },
        'out-after-one-failure': {
          caughtBy: EX3.stays,
          feedback:
            'Who had failed was taken off the list: a printer without paper today is needed again tomorrow.',
        },
        'silent-by-default': {
          caughtBy: EX3.needed,
          feedback:
            'Without onError failures vanish without a word: the publisher does not see them any more, so a bus has to be told who does.',
        },
        'told-only-if-an-error': {
          caughtBy: EX3.whatever,
          feedback:
            'A failure was told only if something was thrown along with it: anything can be thrown, also undefined, and it is a failure all the same.',
        },
      },
    },
    {
      id: '04-wildcards',
      title: 'Wildcards',
      minutes: 15,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['a pattern without wildcards stands for its own topic only'],
      wrong: {
        'dot-of-a-regular-expression': {
          caughtBy: EX4.signs,
          feedback:
            'The pattern became a regular expression as it stands: there a dot is any character, and +, ( and $ have meanings of their own.',
        },
        'star-crosses-dots': {
          caughtBy: EX4.star,
          feedback: '* stood for several words at once, as it does in Redis: here it stays within its dots.',
        },
        'zero-or-more': {
          caughtBy: EX4.more,
          feedback:
            '> stood for no word at all as well, as # does in AMQP: here stock.> does not hear stock itself.',
        },
        'only-the-beginning': {
          caughtBy: EX4.star,
          feedback:
            'A topic that is longer than the pattern was let through: without > at the end both have the same number of words.',
        },
        'star-within-a-word': {
          caughtBy: EX4.whole,
          feedback:
            '* within a word was taken for a wildcard: it is one only where it stands for a whole word.',
        },
        'table-of-patterns': {
          caughtBy: EX4.order,
          feedback:
            'Subscriptions were called pattern by pattern: the order is that of the subscriptions, across all patterns.',
        },
        'each-function-once': {
          caughtBy: EX4.twice,
          feedback:
            'A function was called once although two of its subscriptions match: each subscription is one call.',
        },
        'tells-the-pattern': {
          caughtBy: EX4.topic,
          feedback:
            'The handler was told the pattern: it knows what it has subscribed to; what it cannot know is the topic.',
        },
      },
    },
    {
      id: '05-asynchronous-delivery',
      title: 'Deliver later, in order',
      minutes: 18,
      host: 'node-esm',
      entry: 'main.js',
      warmUps: ['an event reaches all subscribers of its type, in their order'],
      wrong: {
        'first-one-at-once': {
          caughtBy: EX5.later,
          feedback:
            'With an empty queue the first event was delivered within publish: an async function runs at once as far as its first await.',
        },
        'a-microtask-for-each': {
          caughtBy: EX5.waits,
          feedback:
            'Every call got a microtask of its own: then nothing holds the next event back until the work on this one is done.',
        },
        'asks-who-is-there-later': {
          caughtBy: EX5.who,
          feedback:
            'Who receives an event was decided when it was delivered: those who came in between were not there when it was published.',
        },
        'calls-who-has-left': {
          caughtBy: EX5.who,
          feedback:
            'Somebody was called who had left before their turn: between publish and delivery there is time to leave.',
        },
        'one-handler-after-the-other': {
          caughtBy: EX5.waits,
          feedback:
            'Handlers of one event waited for each other: only the next event has to wait, for all of them together.',
        },
        'waits-for-nobody': {
          caughtBy: EX5.waits,
          feedback:
            'The next event came while handlers were still at work on this one: wait for the promises that they have returned.',
        },
        'stops-at-the-first-failure': {
          caughtBy: EX5.fails,
          feedback:
            'A failure ended the delivery, and events that were waiting are lost: tell onError, and go on.',
        },
        'idle-means-empty': {
          caughtBy: EX5.idle,
          feedback:
            'idle looked at the queue only: it is empty as soon as the last event has been taken out, and the work on it has just begun.',
        },
        'a-queue-for-each-type': {
          caughtBy: EX5.waits,
          feedback:
            'Each type of event had a queue of its own: order holds across types too, or a card is charged before its order is known.',
        },
        'pushes-in-front': {
          caughtBy: EX5.order,
          feedback:
            'An event that was published during a delivery jumped the queue: first come, first delivered, whoever has published it.',
        },
      },
    },
  ],
});
