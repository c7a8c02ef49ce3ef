/**
 * What a service publishes and subscribes with.
 *
 * @param bus   send(message); receive(type, handler), which calls handler(message), and again if that fails
 * @param line  push(job), which resolves to what the job returns
 */
export function createMessenger({ source, bus, line, newId }) {
  let current; // the message that is handled
  return {
    publish(type, data) {
      const cause = current;
      const id = newId();
      const correlationid = cause ? (cause.correlationid ?? cause.id) : id;
      return bus.send({ id, type, source, correlationid, causationid: cause?.id, data });
    },
    subscribe(type, handler) {
      bus.receive(type, async (message) => {
        current = message;
        try {
          return await handler(message.data, message);
        } finally {
          current = undefined;
        }
      });
    },
    later(job) {
      const own = current;
      return line.push(() => {
        current = own;
        return job();
      });
    },
  };
}
