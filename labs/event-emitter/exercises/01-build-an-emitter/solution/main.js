// Press Run: the same program, with Node's emitter and with yours. The checks do not look at this file.
import { EventEmitter } from 'node:events';
import { Emitter } from './emitter.js';
import { watch } from './kit.js';

function play(shop) {
  const label = (id) => console.log(`  label for ${id}`);
  const mail = (id) => console.log(`  mail about ${id}`);
  shop.on('OrderPlaced', label);
  shop.once('OrderPlaced', mail);
  shop.on('OrderPlaced', label);
  shop.prependListener('OrderPlaced', () => console.log('  audit'));
  shop.off('OrderPlaced', label);
  for (const id of ['o-1', 'o-2']) shop.emit('OrderPlaced', id);
  console.log(`  ${shop.listenerCount('OrderPlaced')} listeners left`);
  shop.emit('error', new Error('out of paper'));
}

for (const [name, shop] of [
  ['Node', watch(new EventEmitter(), 'Node')],
  ['yours', watch(new Emitter(), 'yours')],
]) {
  console.log(name);
  try {
    play(shop);
  } catch (error) {
    console.log(`  threw: ${error.message}`);
  }
}
