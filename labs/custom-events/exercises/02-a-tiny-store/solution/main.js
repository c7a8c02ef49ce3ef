// Press Run: which lines should not be there, and which are missing? The checks do not look at this file.
import { watch } from './kit.js';
import { Store } from './store.js';

const store = watch(new Store({ books: 0, voucher: null }));
const page = new AbortController();

// Three books, and a voucher is added: a change that follows from a change.
store.addEventListener('change', ({ detail }) => {
  if (detail.after.books >= 3 && detail.after.voucher === null) store.update({ voucher: 'FREE-POST' });
});
store.addEventListener('changing', (event) => {
  if (event.detail.after.books > 5) event.preventDefault();
});
store.watch('books', (books) => console.log(`books: ${books}`), page.signal);
store.watch('voucher', (voucher) => console.log(`voucher: ${voucher}`), page.signal);

store.update({ books: 1 });
store.update({ books: 1 });
store.update({ books: 3 });
console.log(`six books: ${store.update({ books: 6 }) ? 'changed' : 'not changed'}`);
page.abort();
store.update({ books: 4 });
console.log('in the end', store.state);
