import { validators } from './schemas.js';

const TYPE = 'OrderPlaced';

/**
 * The event in version 2.
 *
 * @param event { id, type, time, dataschema, data }, and perhaps more
 */
export function upcast(event) {
  if (event.type !== TYPE) return event;
  const version = versionOf(event);
  if (version === '2') return event;
  if (version !== '1') throw new Error(`${TYPE} ${version} is unknown here`);
  const { name, sku, count = 1, cents, ...rest } = event.data;
  return {
    ...event,
    dataschema: event.dataschema.replace(/1$/, '2'),
    data: {
      ...rest,
      customer: { name },
      lines: [{ sku, count }],
      total: { minor: cents, currency: 'EUR' },
      giftWrap: false,
      placedOn: event.time.slice(0, 10),
    },
  };
}

function versionOf({ dataschema }) {
  return String(dataschema).split('/').at(-1);
}

function findingsIn(event) {
  const version = versionOf(event);
  if (!Object.hasOwn(validators, version)) return [`version ${version} is unknown here`];
  const validate = validators[version];
  if (validate(event.data)) return [];
  return validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}

/** @returns receive(event), which calls handle(event) with version 2, or bury(event, findings) */
export function createReader({ handle, bury }) {
  return function receive(event) {
    if (event.type !== TYPE) return undefined;
    const findings = findingsIn(event);
    return findings.length === 0 ? handle(upcast(event)) : bury(event, findings);
  };
}
