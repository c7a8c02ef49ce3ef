import { basename } from 'node:path';
import * as events from 'node:events';
import EventEmitter, { once as onceAgain } from 'events';
console.log(
  basename(import.meta.url),
  basename(import.meta.filename),
  typeof import.meta.dirname,
  typeof import.meta.resolve,
);
console.log(
  events.EventEmitter === EventEmitter,
  events.once === onceAgain,
  Object.isFrozen(events),
  Object.isSealed(events),
  Reflect.set(events, 'x', 1),
);
console.log(typeof events.default, 'on' in events, delete events.nothing, this);
try {
  events.once = 1;
} catch (error) {
  console.log(error.constructor.name);
}
