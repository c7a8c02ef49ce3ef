const { EventEmitter } = require('node:events');
process.on('warning', (warning) => console.log(warning.name, warning.type, warning.count, warning.message));
const emitter = new EventEmitter();
for (let i = 0; i < 12; i++) emitter.on('tick', () => {});
emitter.setMaxListeners(20);
console.log(emitter.getMaxListeners(), EventEmitter.defaultMaxListeners);
