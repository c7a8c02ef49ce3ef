import { validators } from './schemas.js';

/**
 * The event in version 2.
 *
 * @param event { id, type, time, dataschema, data }, and perhaps more
 */
export function upcast(event) {
  const { data } = event;
  data.customer = { name: data.name };
  data.giftWrap = false;
  return event;
}

/** @returns receive(event), which calls handle(event) with version 2, or bury(event, findings) */
export function createReader({ handle, bury }) {
  return function receive(event) {
    return handle(upcast(event));
  };
}
