import { watchRows } from './cart.js';
import { createPage } from './kit.js';

const { document, h } = createPage();
const rowOf = (sku, classes = '') =>
  h('li', { 'data-sku': sku, class: classes }, sku, h('button', { class: 'remove' }, h('span', {}, '×')));
const list = h('ul', { id: 'cart' }, rowOf('BOOK-001'), rowOf('BOOK-002', 'sold-out'));
document.body.append(list);

watchRows(list, {
  remove: (sku) => console.log(`  remove ${sku}`),
  open: (sku) => console.log(`  open ${sku}`),
});
const late = rowOf('BOOK-003');
list.append(late);

const click = (what, element) => {
  console.log(`click on ${what}`);
  element.click();
};
click('the name of BOOK-001: open', list.children[0]);
click('the cross of BOOK-001: remove', list.children[0].querySelector('span'));
click('BOOK-002, which is sold out: nothing', list.children[1]);
click('the button of BOOK-003, which came later: remove', late.querySelector('button'));
