import assert from 'node:assert/strict';
import test from 'node:test';
import { createPage, createRandom } from './kit.js';
import { closeOutside, greet, lock, watchWheel } from './wishes.js';

/** A page with a chain of elements, a menu and what is beside it; each time of another depth. */
function open(seed) {
  const random = createRandom(seed);
  const page = createPage();
  const { h, document, Event } = page;
  const chainOf = (depth) => {
    const chain = [h('div', {})];
    while (chain.length < depth) {
      const next = h(random.pick(['div', 'span', 'button']), {});
      chain.at(-1).append(next);
      chain.push(next);
    }
    return chain;
  };
  const chain = chainOf(random.between(3, 6));
  const other = chainOf(random.between(2, 5));
  document.body.append(chain[0], other[0]);
  const fire = (target, type, wishes = { bubbles: true, cancelable: true }) =>
    target.dispatchEvent(new Event(type, wishes));
  return { ...page, random, chain, other, fire, controller: new AbortController() };
}

/** A listener of a locked form, or of an element in it, in words. */
const wayAt = (n, direction) => `${direction} at ${n === 0 ? 'the form' : `element ${n} in it`}`;

const STOPS = ['stopPropagation', 'stopImmediatePropagation'];

test('a click outside closes the menu, whoever stops it', () => {
  for (const seed of ['a', 'b']) {
    const { document, chain, other, fire, controller } = open(seed);
    let closed = 0;
    closeOutside(document, chain[0], () => closed++, controller.signal);
    for (const element of [...other, document.body]) {
      for (const stop of [undefined, ...STOPS]) {
        const stopper = (event) => stop && event[stop]();
        element.addEventListener('click', stopper);
        closed = 0;
        fire(element, 'click');
        element.removeEventListener('click', stopper);
        assert.equal(
          closed,
          1,
          `A click outside, ${stop ? `stopped by ${stop}()` : 'not stopped'}, should close the menu once; it closed ${closed} times.`,
        );
      }
    }
  }
});

test('a click inside keeps the menu open, even on an element that goes away', () => {
  const { document, chain, fire, controller } = open('inside');
  let closed = 0;
  closeOutside(document, chain[0], () => closed++, controller.signal);
  for (const element of chain) fire(element, 'click');
  assert.equal(closed, 0, `Clicks inside of the menu closed it ${closed} times.`);
  const last = chain.at(-1);
  last.addEventListener('click', () => last.remove());
  fire(last, 'click');
  assert.equal(
    closed,
    0,
    'A click on an item that takes itself out of the page closed the menu: it was inside when it was clicked.',
  );
});

test('a locked form lets no press in, and prevents its default', () => {
  for (const seed of ['a', 'b']) {
    const { chain, fire, controller } = open(`lock ${seed}`);
    const [form] = chain;
    let isLocked = false;
    const heard = [];
    lock(form, () => isLocked, controller.signal);
    for (const [n, element] of chain.entries()) {
      element.addEventListener('press', () => heard.push(wayAt(n, 'up')));
      element.addEventListener('press', () => heard.push(wayAt(n, 'down')), true);
    }
    for (const target of chain) {
      isLocked = false;
      heard.length = 0;
      const goesOn = fire(target, 'press');
      const at = chain.indexOf(target);
      const way = [...chain.keys()].slice(0, at + 1);
      const free = [...way.map((n) => wayAt(n, 'down')), ...way.toReversed().map((n) => wayAt(n, 'up'))].join(
        ', ',
      );
      assert.equal(
        heard.join(', '),
        free,
        `An open form should change nothing: expected ${free}; heard ${heard.join(', ')}.`,
      );
      assert.equal(goesOn, true, 'An open form should not prevent the default of a press.');
      isLocked = true;
      heard.length = 0;
      const isAllowed = fire(target, 'press');
      assert.equal(
        heard.join(', '),
        '',
        `While the form is locked nobody should hear a press; heard: ${heard.join(', ')}.`,
      );
      assert.equal(isAllowed, false, 'While the form is locked the default of a press should be prevented.');
    }
  }
});

test('what is beside a locked form, or of another type, is let alone', () => {
  const { chain, other, fire, controller } = open('beside');
  const heard = [];
  lock(chain[0], () => true, controller.signal);
  for (const element of [...chain, ...other]) element.addEventListener('press', () => heard.push('press'));
  chain[0].addEventListener('click', () => heard.push('click'));
  fire(other[0], 'press');
  fire(chain[0], 'click');
  assert.equal(
    heard.join(', '),
    'press, click',
    `A press beside the form and a click in it should be heard; heard: ${heard.join(', ')}.`,
  );
});

test('the first press is greeted, once, even if it is stopped', () => {
  for (const stop of [undefined, ...STOPS]) {
    const { document, chain, other, fire, controller, countListeners } = open(`greet ${stop}`);
    let greeted = 0;
    if (stop) chain.at(-1).addEventListener('press', (event) => event[stop]());
    greet(document.body, () => greeted++, controller.signal);
    const before = countListeners();
    fire(chain.at(-1), 'press');
    assert.equal(
      greeted,
      1,
      `The first press, ${stop ? `stopped by ${stop}()` : 'not stopped'}, should be greeted once; it was greeted ${greeted} times.`,
    );
    fire(other.at(-1), 'press');
    fire(chain.at(-1), 'press');
    assert.equal(greeted, 1, `Three presses were greeted ${greeted} times.`);
    assert.ok(countListeners() < before, 'After the first press the listener should be gone.');
  }
});

test('the wheel is noted on its way up, and never held up', () => {
  const { chain, fire, controller } = open('wheel');
  const order = [];
  for (const [n, element] of chain.entries()) element.addEventListener('wheel', () => order.push(n));
  const noted = [];
  watchWheel(
    chain[0],
    (event) => (order.push('noted'), noted.push(event.type), event.preventDefault()),
    controller.signal,
  );
  const goesOn = fire(chain.at(-1), 'wheel');
  assert.equal(
    noted.join(', '),
    'wheel',
    `A wheel event should be noted once; noted: ${noted.join(', ') || 'nothing'}.`,
  );
  assert.equal(
    goesOn,
    true,
    'note() called preventDefault(), and the browser would not scroll: a passive listener cannot prevent it.',
  );
  assert.equal(
    order.at(-1),
    'noted',
    `It is noted when it comes up to the list, behind what is inside; the order was ${order.join(', ')}.`,
  );
  fire(chain[0], 'wheel');
  assert.equal(noted.length, 2, 'Each wheel event is noted, not the first only.');
});

test('with the signal each of the four ends', () => {
  const { document, chain, other, fire, controller, countListeners } = open('signal');
  const heard = [];
  closeOutside(document, chain[0], () => heard.push('close'), controller.signal);
  lock(chain[0], () => (heard.push('lock'), true), controller.signal);
  greet(document.body, () => heard.push('greet'), controller.signal);
  watchWheel(chain[0], () => heard.push('wheel'), controller.signal);
  assert.equal(countListeners(), 4, `Four wishes need four listeners; there are ${countListeners()}.`);
  controller.abort();
  fire(other[0], 'click');
  for (const type of ['press', 'wheel']) fire(chain.at(-1), type);
  assert.equal(heard.join(', '), '', `After the signal these were still heard: ${heard.join(', ')}.`);
  assert.equal(
    countListeners(),
    0,
    `After the signal nothing should listen; there are ${countListeners()} listeners.`,
  );
});
