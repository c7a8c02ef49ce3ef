// Press Run, and drag through the log. The checks do not look at this file: change it as you like.
import { account } from './account.js';
import { createEventStore } from './event-store.js';
import { handle } from './handle.js';
import { watched } from './watched.js';

const store = watched(createEventStore(), account);
await store.append('points-c-7', 0, [{ type: 'PointsCredited', points: 80 }]);

async function redeem(tab) {
  const [{ type }] = await handle(store, account, 'points-c-7', { type: 'RedeemPoints', points: 50 });
  console.log(`${tab}: ${type}`);
}

await Promise.all([redeem('tab 1'), redeem('tab 2')]);
const balance = (await store.read('points-c-7')).reduce(account.evolve, account.initialState());
console.log(`balance: ${balance}`);
