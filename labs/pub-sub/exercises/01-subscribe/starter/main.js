// Press Run: who hears of the order? The checks do not look at this file: change it as you like.
import { createBus } from './bus.js';
import { watch } from './kit.js';

const bus = watch(createBus());

bus.subscribe('OrderPlaced', ({ id, sku }) => console.log(`stock: ${sku} set aside for ${id}`));
const stopReports = bus.subscribe('OrderPlaced', ({ id }) => console.log(`reports: ${id} counted`));
bus.subscribe('OrderPlaced', ({ id }) => console.log(`accounting: ${id} entered`));

bus.publish('OrderPlaced', { id: 'o-1', sku: 'BOOK-001' });

console.log('reports have seen enough');
stopReports();
bus.publish('OrderPlaced', { id: 'o-2', sku: 'BOOK-007' });
