import Ajv from './ajv.js';

/** The contract of the data of OrderPlaced. */
export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    orderId: { type: 'string', pattern: '^o-[0-9]+$' },
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          sku: { type: 'string', minLength: 1 },
          count: { type: 'integer', minimum: 1 },
        },
        required: ['sku', 'count'],
      },
    },
    total: {
      type: 'object',
      properties: {
        minor: { type: 'number', minimum: 0 },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      },
      required: ['minor', 'currency'],
    },
    coupon: { type: 'string' },
  },
  required: ['orderId', 'lines', 'total'],
};

const validate = new Ajv({ allErrors: true }).compile(schema);

/** What is wrong with the data: a text for each finding, empty if there is none. */
export function findingsIn(data) {
  if (validate(data)) return [];
  return validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}

/** @returns publish(event), for an event { id, type, data } */
export function createPublisher(send) {
  return (event) => {
    const findings = findingsIn(event.data);
    if (findings.length > 0) throw new Error(`${event.id}: ${findings.join('; ')}`);
    return send(event);
  };
}

/** @returns receive(event), which calls handle(event) or bury(event, findings) */
export function createReceiver({ handle, bury }) {
  return (event) => {
    const findings = findingsIn(event?.data);
    return findings.length === 0 ? handle(event) : bury(event, findings);
  };
}
