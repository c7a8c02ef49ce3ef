// Press Run, and drag through the log. The checks do not look at this file: change it as you like.
import { decide, evolve, initialState } from './account.js';
import { createEventStore, handle, loadState } from './kit.js';

const store = createEventStore();
const model = { initialState, decide, evolve };

store.append('points-march', 0, [
  { type: 'PointsCredited', points: 80, orderId: 'o-1' },
  { type: 'PointsRedeemed', points: 5, orderId: 'o-2' },
]);
try {
  console.log('the account from March:', loadState(store, model, 'points-march').state);
} catch (error) {
  console.log(`the account from March cannot be loaded: ${error.message}`);
}

for (const command of [
  { type: 'CreditPoints', points: 80, orderId: 'o-1' },
  { type: 'RedeemPoints', points: 50, orderId: 'o-4' },
  { type: 'RedeemPoints', points: 50, orderId: 'o-5' },
  { type: 'CreditPoints', points: 80, orderId: 'o-1' },
  { type: 'CloseAccount' },
]) {
  try {
    const { events } = await handle(store, model, 'points-c-7', command);
    console.log(`${command.type}: ${events.map(({ type }) => type).join(', ') || 'nothing'}`);
    loadState(store, model, 'points-c-7'); // for the picture: the state after it
  } catch (error) {
    console.log(`${command.type}: ${error.message}`);
  }
}
