import { mountChat } from './chat.js';
import { createPage } from './kit.js';

const page = createPage();
const news = new EventTarget();
for (let day = 1; day <= 10; day++) {
  const unmount = mountChat(page, { news });
  for (const id of [1, 2]) {
    news.dispatchEvent(new CustomEvent('message', { detail: { id, text: `hello ${id}` } }));
  }
  news.dispatchEvent(new CustomEvent('gone', { detail: { id: 1 } }));
  page.window.dispatchEvent(new page.Event('resize'));
  unmount();
  console.log(`after chat ${day}: ${page.countListeners()} listeners in the page`);
}
