import assert from 'node:assert/strict';
import test from 'node:test';
import { mountChat } from './chat.js';
import { createPage, createRandom } from './kit.js';

/** An event target of Node's that counts what listens: by type and function, as the real one does. */
class Counted extends EventTarget {
  #open = new Set();
  addEventListener(type, listener, options = {}) {
    if (options?.signal?.aborted) return;
    const entry = { type, listener };
    this.#open.add(entry);
    options?.signal?.addEventListener('abort', () => this.#open.delete(entry), { once: true });
    super.addEventListener(type, listener, options);
  }
  removeEventListener(type, listener, options) {
    for (const entry of this.#open)
      if (entry.type === type && entry.listener === listener) this.#open.delete(entry);
    super.removeEventListener(type, listener, options);
  }
  get count() {
    return this.#open.size;
  }
}

/** A signal that counts who waits for its end. */
function createEnding() {
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = new Set();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type, listener, options) => {
    if (!options?.signal?.aborted) waiting.add(listener);
    options?.signal?.addEventListener('abort', () => waiting.delete(listener));
    addEventListener.call(signal, type, listener, options);
  };
  signal.removeEventListener = (type, listener, options) => {
    waiting.delete(listener);
    removeEventListener.call(signal, type, listener, options);
  };
  return { controller, signal, waiting };
}

function open(seed) {
  const random = createRandom(seed);
  const page = createPage();
  const news = new Counted();
  const say = (type, detail) => news.dispatchEvent(new CustomEvent(type, { detail }));
  const ids = Array.from({ length: random.between(3, 6) }, (_, n) => `m-${n * 7 + random.between(0, 6)}`);
  const fill = () => ids.forEach((id) => say('message', { id, text: `hello ${id}` }));
  const chats = () => page.document.querySelectorAll('.chat');
  return { ...page, page, random, news, say, ids, fill, chats };
}

function expectNothing({ page, news, chats }, what) {
  assert.equal(chats().length, 0, `${what}, the page still shows ${chats().length} chats.`);
  assert.equal(
    page.countListeners(),
    0,
    `${what}, ${page.countListeners()} listeners are left in the page or on what has left it.`,
  );
  assert.equal(news.count, 0, `${what}, ${news.count} listeners are left on news.`);
}

test('it shows what comes, and takes away what has gone', () => {
  const all = open('shows');
  const { page, news, say, ids, fill, chats } = all;
  mountChat(page, { news });
  fill();
  const texts = () =>
    chats()[0]
      .children.map(({ textContent }) => textContent)
      .join(', ');
  assert.equal(
    texts(),
    ids.map((id) => `hello ${id}`).join(', '),
    `It should show every message; it shows ${texts()}.`,
  );
  const tags = [chats()[0], ...chats()[0].children].map(({ localName }) => localName);
  assert.equal(
    tags.join(' '),
    `section ${ids.map(() => 'p').join(' ')}`,
    `The chat is a section with a p for each message; it is ${tags.join(' ')}.`,
  );
  say('gone', { id: ids[1] });
  chats()[0].children[0].click();
  const left = ids
    .slice(2)
    .map((id) => `hello ${id}`)
    .join(', ');
  assert.equal(
    texts(),
    left,
    `After one has gone and one was clicked it should show ${left}; it shows ${texts()}.`,
  );
  page.window.dispatchEvent(new page.Event('resize'));
  assert.equal(chats()[0].getAttribute('data-resized'), '', 'It should hear of a resize.');
});

test('when it is unmounted nothing of it listens any more', () => {
  for (let chats = 1; chats <= 3; chats++) {
    const all = open(`unmount ${chats}`);
    const ends = Array.from({ length: chats }, () => mountChat(all.page, { news: all.news }));
    all.fill();
    all.say('gone', { id: all.ids[0] });
    for (const unmount of ends) unmount();
    expectNothing(all, `After ${chats} chats were unmounted`);
    for (const unmount of ends) unmount();
    all.fill();
    expectNothing(all, 'After a second unmount()');
  }
});

test('what others have put on the same targets stays', () => {
  const { page, news, window, document, Event, fill, chats } = open('others');
  const heard = [];
  window.addEventListener('resize', () => heard.push('resize'));
  document.addEventListener('keydown', () => heard.push('keydown'));
  news.addEventListener('message', () => heard.push('message'));
  const first = mountChat(page, { news });
  const second = mountChat(page, { news });
  first();
  fill();
  assert.equal(chats().length, 1, `One of two chats was unmounted; ${chats().length} are left.`);
  assert.ok(chats()[0].children.length > 0, 'The chat that stays should go on.');
  second();
  heard.length = 0;
  window.dispatchEvent(new Event('resize'));
  document.dispatchEvent(new Event('keydown'));
  news.dispatchEvent(new CustomEvent('message', { detail: { id: 'm-99', text: 'hello' } }));
  assert.equal(
    heard.join(', '),
    'resize, keydown, message',
    `Others should hear all three; heard: ${heard.join(', ')}.`,
  );
});

test('a row that is removed takes its listener along at once', () => {
  const { page, news, say, ids, fill, chats } = open('rows');
  mountChat(page, { news });
  const before = page.countListeners();
  for (let round = 0; round < 3; round++) {
    fill();
    for (const id of ids.slice(1)) say('gone', { id });
    chats()[0].children[0].click();
    assert.equal(
      page.countListeners(),
      before,
      `All ${ids.length} rows are gone; there should be ${before} listeners, as before, and there are ${page.countListeners()}.`,
    );
  }
});

test('it ends with the signal, and does not begin after it', () => {
  const all = open('signal');
  const { controller, signal } = createEnding();
  mountChat(all.page, { news: all.news, signal });
  all.fill();
  controller.abort();
  expectNothing(all, 'After the signal');
  const unmount = mountChat(all.page, { news: all.news, signal });
  expectNothing(all, 'Mounted with a signal that had aborted');
  unmount();
});

test('a signal that lives on keeps no chat that was unmounted', () => {
  const { page, news, fill } = open('long');
  const { signal, waiting } = createEnding();
  for (let day = 0; day < 5; day++) {
    const unmount = mountChat(page, { news, signal });
    fill();
    unmount();
  }
  assert.equal(
    waiting.size,
    0,
    `Five chats were unmounted, and ${waiting.size} listeners still wait for the signal's end.`,
  );
});

test('it can be unmounted from within its own listener', () => {
  const all = open('escape');
  const { page, document, Event, fill, news } = all;
  mountChat(page, { news });
  fill();
  document.dispatchEvent(new Event('keydown', { key: 'a' }));
  assert.equal(all.chats().length, 1, 'Any other key than Escape should change nothing.');
  document.dispatchEvent(new Event('keydown', { key: 'Escape' }));
  expectNothing(all, 'After Escape');
});
