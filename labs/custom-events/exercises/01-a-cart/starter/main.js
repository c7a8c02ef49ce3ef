// Press Run: what is shown, and who can stop a checkout? The checks do not look at this file: change it as you like.
import { watch } from './kit.js';
import { Cart, showCart } from './cart.js';

const cart = watch(new Cart());
const page = new AbortController();
showCart(cart, (line) => console.log(`page: ${line}`), page.signal);

cart.addEventListener('CheckoutRequested', (event) => {
  const books = event.detail?.items.reduce((sum, { count }) => sum + count, 0);
  console.log(`stock: ${books} books are wanted, and there are 3`);
  if (!(books <= 3)) event.preventDefault();
});
cart.addEventListener('CheckedOut', () => console.log('mail: thank you'));

cart.add('BOOK-001');
cart.add('BOOK-007', 2);
cart.add('BOOK-001');
console.log(
  `four books: ${cart.checkOut() ? 'checked out' : 'vetoed'}, ${cart.count('BOOK-001')} of BOOK-001 in the cart`,
);

page.abort();
cart.add('BOOK-009');
