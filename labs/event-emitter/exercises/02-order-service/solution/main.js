// Press Run: what does the customer read, and what becomes of the service? The checks do not look at this file.
import { watch } from './kit.js';
import { Orders } from './orders.js';

const payments = {
  async charge({ id }) {
    if (id === 'o-3') throw new Error('the provider is down');
    return id === 'o-2' ? 'declined' : 'charged';
  },
};

const orders = watch(new Orders(payments));
orders.on('error', (error, order) => console.log(`error log: ${order?.id}, ${error.message}`));

orders.on('OrderPlaced', ({ id }) =>
  console.log(`stock: is ${id} on record? ${orders.get(id) !== undefined}`),
);
orders.on('OrderPlaced', ({ id }) => {
  if (id === 'o-1') throw new Error('label printer is out of paper');
});
orders.on('OrderPlaced', ({ id }) => console.log(`reports: ${id} counted`));
orders.on('CardCharged', ({ id }) => console.log(`mail: thank you for ${id}`));
orders.on('CardDeclined', ({ id }) => console.log(`mail: please pay for ${id} in another way`));

for (const id of ['o-1', 'o-2', 'o-3']) {
  try {
    console.log(`customer reads: ${orders.processOrder({ id, sku: 'BOOK-001' })}`);
  } catch (error) {
    console.log(`customer reads: ${error.message}`);
  }
}
