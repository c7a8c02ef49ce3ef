import { createPage } from './kit.js';
import { closeOutside, greet, lock, watchWheel } from './wishes.js';

const { document, Event, h } = createPage();
const item = h('button', { class: 'item' }, 'Order');
const menu = h('nav', { id: 'menu' }, item);
const send = h('button', { class: 'send' }, 'Send');
const form = h('form', {}, send);
const list = h('ul', {}, h('li', {}, 'BOOK-001'));
document.body.append(menu, form, list);
const { signal } = new AbortController();

closeOutside(document, menu, () => console.log('  the menu is closed'), signal);
lock(form, () => true, signal);
greet(document.body, () => console.log('  good morning'), signal);
watchWheel(list, (event) => event.preventDefault(), signal);
send.addEventListener('press', function sends() {
  console.log('  the form is sent');
});
item.addEventListener('click', function removesItself() {
  item.remove();
});
form.addEventListener('click', (event) => event.stopPropagation());

const fire = (says, target, type) => {
  console.log(says);
  const event = new Event(type, { bubbles: true, cancelable: true });
  console.log(`  default ${target.dispatchEvent(event) ? 'goes on' : 'is prevented'}`);
};
fire('a click in the form: the menu is closed', send, 'click');
fire('a click in the menu: it stays open', item, 'click');
fire('a press in the locked form: good morning, and nothing is sent', send, 'press');
fire('a wheel over the list: its default goes on', list.children[0], 'wheel');
