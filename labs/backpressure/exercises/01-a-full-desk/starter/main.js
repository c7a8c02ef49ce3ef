// Press Run: how many labels wait at a time? The checks do not look at this file: change it as you like.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDesk } from './desk.js';
import { trace } from './kit.js';

const LIMIT = 10;
let atWork = 0;
let most = 0;
let accepted = 0;
let printed = 0;
let turnedAway = 0;

/** For the picture: how many orders are held after each event. */
const tell = (type, { id }, more) =>
  trace({ type, buffer: 'desk', item: id, level: accepted - printed, ...more });

async function print(order) {
  atWork += 1;
  most = Math.max(most, atWork);
  await sleep(2);
  atWork -= 1;
  printed += 1;
  tell('ItemHandled', order);
}

trace({ type: 'BufferOpened', buffer: 'desk', mark: LIMIT, unit: 'orders' });
const desk = createDesk(print, LIMIT);

// A sale has begun: a hundred customers at once, then a hundred more a little later.
for (const rush of [1, 2]) {
  for (let customer = 1; customer <= 100; customer += 1) {
    const order = { id: `o-${rush}-${customer}` };
    if (desk.accept(order)) {
      accepted += 1;
      tell('ItemWritten', order, { goOn: true });
    } else {
      turnedAway += 1;
      tell('ItemRefused', order);
    }
  }
  await sleep(10);
}

console.log(`accepted ${accepted}, turned away ${turnedAway}`);
console.log('in the end:', await desk.idle());
console.log(`labels in the printer at a time: at most ${most}`);
