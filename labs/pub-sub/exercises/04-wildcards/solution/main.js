// Press Run: who hears what? The checks do not look at this file: change it as you like.
import { createBus } from './bus.js';
import { watch } from './kit.js';

const bus = watch(createBus());

for (const pattern of ['order.placed', 'order.*', '*.placed', 'order.>']) {
  bus.subscribe(pattern, (data, topic) => console.log(`${pattern} heard ${topic}`));
}

for (const topic of ['order', 'order.placed', 'order.placed.eu', 'payment.placed']) {
  console.log(`-- ${topic}`);
  bus.publish(topic, {});
}
