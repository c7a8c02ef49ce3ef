import Ajv from './ajv.js';

/** The contract of the data of OrderPlaced. */
export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  properties: {
    orderId: { type: 'string' },
  },
};

/** What is wrong with the data: a text for each finding, empty if there is none. */
export function findingsIn(data) {
  const validate = new Ajv({ strictTypes: false }).compile(schema);
  return validate(data) ? [] : [validate.errors[0].message];
}

/** @returns publish(event), for an event { id, type, data } */
export function createPublisher(send) {
  return (event) => send(event);
}

/** @returns receive(event), which calls handle(event) or bury(event, findings) */
export function createReceiver({ handle, bury }) {
  return (event) => handle(event);
}
