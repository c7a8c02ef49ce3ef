import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus, matches } from './bus.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function said(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: `the error “${error?.message ?? error}”` };
  }
}

/** For each row, a pattern and a topic: is the answer right? */
function expectMatches(wanted, rows) {
  for (const [pattern, topic] of rows) {
    const { value, error } = said(() => matches(pattern, topic));
    assert.equal(
      error ?? Boolean(value),
      wanted,
      `The pattern ${pattern} should ${wanted ? 'stand' : 'not stand'} for the topic ${topic}; matches gave ${error ?? value}.`,
    );
  }
}

/** Lets `play` act on a new bus, and compares what was heard. */
function expectHeard(play, wanted, story) {
  const heard = [];
  const bus = createBus();
  const join = (name, pattern) => bus.subscribe(pattern, (_, topic) => void heard.push(`${name} ${topic}`));
  const { error } = said(() => play({ bus, join, heard }));
  assert.deepEqual(
    heard,
    wanted,
    `${story} Heard should be: ${wanted.join(', ') || 'nothing'}. It was: ${heard.join(', ') || 'nothing'}${error ? `, and then came ${error}` : ''}.`,
  );
}

test('a pattern without wildcards stands for its own topic only', () => {
  expectMatches(true, [
    ['stock.low', 'stock.low'],
    ['stock', 'stock'],
  ]);
  expectMatches(false, [
    ['stock.low', 'stock'],
    ['stock.low', 'stock.low.eu'],
    ['stock', 'stocks'],
    ['stock.low', 'low.stock'],
    ['stock.low', 'stockxlow'],
  ]);
});

test('* stands for exactly one word, whichever it is', () => {
  expectMatches(true, [
    ['stock.*', 'stock.low'],
    ['*.low', 'stock.low'],
    ['*', 'stock'],
    ['*.*.eu', 'stock.low.eu'],
    ['shop.*.low.*', 'shop.books.low.eu'],
  ]);
  expectMatches(false, [
    ['stock.*', 'stock'],
    ['stock.*', 'stock.low.eu'],
    ['*.low', 'low'],
    ['*', 'stock.low'],
    ['*.*.eu', 'stock.eu'],
    ['stock.*', 'stocks.low'],
  ]);
});

test('> at the end stands for one word or more', () => {
  expectMatches(true, [
    ['stock.>', 'stock.low'],
    ['stock.>', 'stock.low.eu'],
    ['>', 'stock'],
    ['>', 'stock.low.eu.books'],
    ['*.low.>', 'stock.low.eu'],
  ]);
  expectMatches(false, [
    ['stock.>', 'stock'],
    ['stock.low.>', 'stock.low'],
    ['*.>', 'stock'],
    ['stock.>', 'stocks.low'],
    ['*.low.>', 'stock.high.eu'],
  ]);
});

test('a wildcard takes the place of a whole word; within a word its sign is an ordinary one', () => {
  expectMatches(true, [
    ['stock.*', 'stock.lo*'],
    ['lo*.*', 'lo*.eu'],
    ['a>b.>', 'a>b.eu'],
  ]);
  expectMatches(false, [
    ['lo*', 'low'],
    ['lo*.*', 'low.eu'],
    ['stock>.*', 'stock.low'],
    ['a>b.>', 'aab.eu'],
  ]);
});

test('signs that mean something elsewhere mean themselves here', () => {
  expectMatches(true, [
    ['price.€(net).*', 'price.€(net).eu'],
    ['c++.*', 'c++.book'],
    ['[new].>', '[new].a.b'],
    ['$sys.*', '$sys.up'],
    ['^a|b$.*', '^a|b$.c'],
  ]);
  expectMatches(false, [
    ['c++.*', 'cc.book'],
    ['[new].>', 'n.a.b'],
    ['^a|b$.*', 'a.c'],
    ['a?.*', 'a.c'],
  ]);
});

test('every pattern that stands for a topic hears of it, and the others do not', () => {
  expectHeard(
    ({ bus, join }) => {
      join('audit', '>');
      join('stock', 'order.*');
      join('europe', '*.*.eu');
      join('mail', 'order.placed');
      join('bank', 'payment.>');
      bus.publish('order.placed');
      bus.publish('order.placed.eu');
      bus.publish('payment.made.eu');
      bus.publish('stock');
    },
    [
      'audit order.placed',
      'stock order.placed',
      'mail order.placed',
      'audit order.placed.eu',
      'europe order.placed.eu',
      'audit payment.made.eu',
      'europe payment.made.eu',
      'bank payment.made.eu',
      'audit stock',
    ],
    'audit has subscribed to >, stock to order.*, europe to *.*.eu, mail to order.placed and bank to payment.>, in this order.',
  );
});

test('subscriptions are called in the order in which they were made, whatever their patterns', () => {
  const dice = createDice(12);
  const patterns = ['order.placed', '*.placed', 'order.>', 'order.placed', '>', 'order.*'];
  for (const count of [4, 9]) {
    const chosen = Array.from({ length: count }, () => patterns[dice(patterns.length)]);
    expectHeard(
      ({ bus, join }) => {
        chosen.forEach((pattern, index) => join(`part-${index + 1}`, pattern));
        bus.publish('order.placed');
      },
      chosen.map((_, index) => `part-${index + 1} order.placed`),
      `In their order, the patterns are ${chosen.join(' ')}.`,
    );
  }
});

test('a handler is told the data, and the topic on which it was published', () => {
  const order = { id: 'o-91' };
  const calls = [];
  const bus = createBus();
  said(() => {
    bus.subscribe('order.>', (...values) => void calls.push(values));
    bus.publish('order.placed.eu', order);
    bus.publish('order.paid', 0);
  });
  assert.deepEqual(
    calls,
    [
      [order, 'order.placed.eu'],
      [0, 'order.paid'],
    ],
    `A subscriber of order.> should be called with the data and the topic: ({"id":"o-91"}, order.placed.eu) and (0, order.paid). It was called with ${calls.map((values) => `(${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')})`).join(' and ') || 'nothing'}.`,
  );
});

test('one function under two patterns that both match is called twice, and each subscription ends by itself', () => {
  const heard = [];
  const bus = createBus();
  const label = (_, topic) => void heard.push(topic);
  const result = said(() => {
    const stopNarrow = bus.subscribe('order.*', label);
    const stopWide = bus.subscribe('order.>', label);
    bus.subscribe('order.>', label);
    bus.publish('order.placed');
    stopWide();
    stopWide();
    bus.publish('order.paid');
    stopNarrow();
    bus.publish('order.packed');
  });
  const wanted = [...Array(3).fill('order.placed'), ...Array(2).fill('order.paid'), 'order.packed'];
  assert.deepEqual(
    heard,
    wanted,
    `label has subscribed to order.* once and to order.> twice; one order.> ends after order.placed, and order.* after order.paid. It should hear ${wanted.join(', ')}; it heard ${heard.join(', ') || 'nothing'}${result.error ? `, and then came ${result.error}` : ''}.`,
  );
});

test('a subscription that ends while an event is under way is not called for it', () => {
  expectHeard(
    ({ bus, join, heard }) => {
      let stop;
      bus.subscribe('order.*', (_, topic) => {
        heard.push(`closer ${topic}`);
        stop();
        join('latecomer', 'order.>');
      });
      stop = join('printer', '*.placed');
      join('mail', 'order.placed');
      bus.publish('order.placed');
    },
    ['closer order.placed', 'mail order.placed'],
    'Closer, under order.*, ends the subscription of printer, under *.placed, and brings a latecomer.',
  );
});

/** The rule again, in another way: word by word from the front. */
function standsFor([part, ...parts], [word, ...words]) {
  if (part === undefined || word === undefined) return part === word;
  if (part === '>' && parts.length === 0) return true;
  return (part === '*' || part === word) && standsFor(parts, words);
}

test('for any pattern and any topic the answer goes by the rule', () => {
  const dice = createDice(77);
  const words = ['order', 'placed', 'eu', 'a'];
  for (let round = 0; round < 300; round += 1) {
    const topic = Array.from({ length: 1 + dice(4) }, () => words[dice(words.length)]);
    const pattern = topic.slice(0, 1 + dice(4)).map((word) => [word, word, '*', words[dice(4)]][dice(4)]);
    if (dice(3) === 0) pattern.push('>');
    if (dice(6) === 0) pattern.push('*');
    if (pattern.slice(0, -1).includes('>')) continue;
    expectMatches(standsFor(pattern, topic), [[pattern.join('.'), topic.join('.')]]);
  }
});
