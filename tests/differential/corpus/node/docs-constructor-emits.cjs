const { EventEmitter } = require('node:events');
class Shop extends EventEmitter {
  constructor(soon) {
    super();
    if (soon) this.emit('open', 'at once');
    else process.nextTick(() => this.emit('open', 'in a tick'));
  }
}
for (const soon of [true, false]) new Shop(soon).on('open', (when) => console.log('open', when));
console.log('main ends');
