import assert from 'node:assert/strict';
import test from 'node:test';
import { watchRows } from './cart.js';
import { createPage, createRandom } from './kit.js';

/** A list in a page, with rows drawn from `seed`; `heard` has the actions. `around` is a data-sku of the element around it. */
function open(seed, { around } = {}) {
  const random = createRandom(seed);
  const page = createPage();
  const { h } = page;
  let last = random.between(10, 90);
  const rowOf = (isSoldOut = false) => {
    const sku = `BOOK-${(last += random.between(1, 9))}`;
    const cross = h('span', { class: 'icon' }, h('b', {}, '×'));
    // Named like the button, and none.
    const title = h('p', {}, h('em', { class: 'remove' }, sku));
    const button = h('button', { class: random.pick(['remove', 'small remove', 'remove red']) }, cross);
    const more = h('button', { class: 'more' }, h('i', {}, '…'));
    return h(
      random.pick(['li', 'div']),
      { 'data-sku': sku, class: isSoldOut ? 'row sold-out' : 'row' },
      title,
      button,
      more,
    );
  };
  const list = h('ul', {}, rowOf(), rowOf(), rowOf());
  page.document.body.append(h('section', around ? { 'data-sku': around } : {}, list));
  const heard = [];
  const actions = { remove: (sku) => heard.push(`remove ${sku}`), open: (sku) => heard.push(`open ${sku}`) };
  return { ...page, random, list, rowOf, heard, actions };
}

/** Clicks, and compares what was heard. */
function expectHeard(heard, element, expected, what) {
  heard.length = 0;
  element.click();
  const said = heard.join(', ') || 'nothing';
  assert.equal(said, expected, `A click on ${what} should call ${expected}; it called ${said}.`);
}

const inside = ({ children }) => [...children].flatMap((child) => [child, ...inside(child)]);

test('a click anywhere in a row opens it, and on the button or anything in it removes it', () => {
  const { list, heard, actions } = open('rows');
  watchRows(list, actions);
  for (const row of list.children) {
    const { sku } = row.dataset;
    for (const element of [row, ...inside(row)]) {
      const action = element.closest('button.remove') ? 'remove' : 'open';
      expectHeard(
        heard,
        element,
        `${action} ${sku}`,
        `${element.localName}${element.localName === 'em' ? '.remove, which is no button,' : ''} in the row ${sku}`,
      );
    }
  }
});

test('rows that come later are watched, and rows that have gone are not', () => {
  const { list, rowOf, heard, actions, random } = open('later');
  watchRows(list, actions);
  for (let n = 0; n < 5; n++) {
    const late = rowOf();
    list.append(late);
    expectHeard(
      heard,
      late.querySelector('b'),
      `remove ${late.dataset.sku}`,
      'the cross of a row that came later',
    );
    const gone = random.pick(list.children);
    gone.remove();
    expectHeard(heard, gone, 'nothing', 'a row that has been taken out');
  }
});

test('one listener is enough, however many rows there are', () => {
  const { list, rowOf, actions, countListeners } = open('one');
  for (let n = 0; n < 7; n++) list.append(rowOf());
  watchRows(list, actions);
  for (let n = 0; n < 7; n++) list.append(rowOf());
  assert.equal(
    countListeners(),
    1,
    `There should be one listener for ${list.children.length} rows; there are ${countListeners()}.`,
  );
});

test('a sold-out row cannot be opened, and can be removed', () => {
  const { list, rowOf, heard, actions } = open('sold out');
  const row = rowOf(true);
  list.append(row);
  watchRows(list, actions);
  const { sku } = row.dataset;
  for (const element of [row, ...inside(row)]) {
    const expected = element.closest('button.remove') ? `remove ${sku}` : 'nothing';
    expectHeard(heard, element, expected, `${element.localName} in the row ${sku}, which is sold out`);
  }
  row.classList.remove('sold-out');
  expectHeard(heard, row, `open ${sku}`, `${sku}, which is there again`);
});

test('what is no row of the list calls nothing', () => {
  for (const around of [undefined, 'BOOK-000']) {
    const { list, h, heard, actions, document } = open('between', { around });
    const heading = h('h2', {}, h('button', { class: 'remove' }, 'all'));
    list.prepend(heading);
    watchRows(list, actions);
    for (const element of [
      list,
      heading,
      heading.querySelector('button'),
      list.parentElement,
      document.body,
    ]) {
      expectHeard(heard, element, 'nothing', `${element.localName}, which is no row`);
    }
    if (around) list.setAttribute('data-sku', 'BOOK-999');
    expectHeard(heard, heading, 'nothing', 'a heading in a list with a data-sku of its own');
  }
});

test('with the signal all of it ends', () => {
  const { list, rowOf, heard, actions, countListeners } = open('signal');
  const page = new AbortController();
  watchRows(list, actions, page.signal);
  expectHeard(heard, list.children[0], `open ${list.children[0].dataset.sku}`, 'a row before the signal');
  page.abort();
  list.append(rowOf());
  for (const row of list.children) expectHeard(heard, row, 'nothing', 'a row after the signal');
  assert.equal(
    countListeners(),
    0,
    `After the signal nothing should listen; there are ${countListeners()} listeners.`,
  );
});
