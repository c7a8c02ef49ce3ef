import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What a service publishes and subscribes with.
 *
 * @param bus   send(message); receive(type, handler), which calls handler(message), and again if that fails
 * @param line  push(job), which resolves to what the job returns
 */
export function createMessenger({ source, bus, line, newId }) {
  const context = new AsyncLocalStorage(); // the message that is handled
  return {
    publish(type, data) {
      const cause = context.getStore();
      const id = newId();
      const correlationid = cause ? (cause.correlationid ?? cause.id) : id;
      return bus.send({ id, type, source, correlationid, causationid: cause?.id, data });
    },
    subscribe(type, handler) {
      bus.receive(type, (message) => {
        context.run(message, async () => handler(message.data, message)).catch(() => {});
      });
    },
    later(job) {
      return line.push(AsyncLocalStorage.bind(job));
    },
  };
}
