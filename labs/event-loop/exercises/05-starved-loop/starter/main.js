// Press Run: when does the heartbeat beat? The checks do not look at this file: change it as you like.
import { importOrders } from './import.js';

const orders = Array.from({ length: 2000 }, (_, index) => ({ id: `o-${index + 1}` }));

/** Saving takes a moment of computing. */
function save() {
  const until = performance.now() + 0.01;
  while (performance.now() < until);
}

let over = false;
let beats = 0;
const heartbeat = setInterval(() => {
  beats += 1;
  if (beats <= 3) console.log(`still here, and the import is ${over ? 'over' : 'under way'}`);
}, 2);

const count = await importOrders(orders, save);
over = true;
console.log(`imported ${count} orders`);
clearInterval(heartbeat);
console.log(beats === 0 ? 'not one heartbeat meanwhile' : 'the heart kept beating');
