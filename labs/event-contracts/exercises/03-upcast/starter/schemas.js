// The contract of OrderPlaced in both versions. You need not change it.
import Ajv from './ajv.js';

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 1 };
const cents = { type: 'integer', minimum: 0 };

const ajv = new Ajv({ allErrors: true, validateSchema: false });

/** Version → validate(data), which is true or false; what is wrong stands in its `errors` then. */
export const validators = {
  __proto__: null, // has these two names and no others, such as toString
  1: ajv.compile({
    type: 'object',
    properties: { orderId: text, name: text, sku: text, count, cents },
    required: ['orderId', 'name', 'sku', 'cents'],
  }),
  2: ajv.compile({
    type: 'object',
    properties: {
      orderId: text,
      customer: { type: 'object', properties: { name: text }, required: ['name'] },
      lines: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', properties: { sku: text, count }, required: ['sku', 'count'] },
      },
      total: {
        type: 'object',
        properties: { minor: cents, currency: text },
        required: ['minor', 'currency'],
      },
      placedOn: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
      giftWrap: { type: 'boolean' },
    },
    required: ['orderId', 'customer', 'lines', 'total', 'placedOn'],
  }),
};
