// Press Run: which events can be read by whom? The checks do not look at this file: change it as you like.
import Ajv from './ajv.js';
import { compare, unreadable } from './compatibility.js';
import { createBroker } from './kit.js';

const text = { type: 'string' };
const old = {
  type: 'object',
  properties: { id: text, cents: { type: 'integer' }, pay: { enum: ['card', 'invoice'] } },
  required: ['id', 'cents', 'pay'],
};
const { cents, ...rest } = old.properties;
const CHANGES = {
  optional: { ...old, properties: { ...old.properties, coupon: text } },
  required: {
    ...old,
    properties: { ...old.properties, coupon: text },
    required: [...old.required, 'coupon'],
  },
  removed: { ...old, properties: rest, required: ['id', 'pay'] },
  renamed: { ...old, properties: { ...rest, price: cents }, required: ['id', 'price', 'pay'] },
  widened: {
    ...old,
    properties: { ...old.properties, pay: { enum: ['card', 'invoice', 'voucher'] } },
  },
};
const VALUES = { id: 'o-1', cents: 2500, price: 2500, coupon: 'SPRING' };

/** An event with every field that a schema names. */
function sampleOf({ properties }) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, field.enum?.at(-1) ?? VALUES[name]]),
  );
}

const broker = createBroker();
const ajv = new Ajv();
for (const [change, next] of Object.entries(CHANGES)) {
  const versions = { v1: old, v2: next };
  for (const [version, schema] of Object.entries(versions)) {
    const validate = ajv.compile(schema);
    const consumer = `${version}-${change}`;
    const options = { group: version, consumer, deadLetters: 'unreadable' };
    await broker.subscribe(change, options, ({ message, ack, nack }) =>
      validate(message.data) ? ack() : nack({ requeue: false }),
    );
  }
  for (const [version, schema] of Object.entries(versions)) {
    await broker.publish(change, { id: `${change}-of-${version}`, data: sampleOf(schema) });
  }
  await broker.idle();
  const { backward, forward, deploy } = compare(old, next);
  const found = [backward && 'backward', forward && 'forward'].filter(Boolean).join(' and ') || 'neither';
  const fields = [...new Set([...unreadable(next, old), ...unreadable(old, next)])].join(', ') || 'nothing';
  console.log(`${change}: ${found}, ${deploy}; breaks over ${fields}`);
}
await broker.close();
