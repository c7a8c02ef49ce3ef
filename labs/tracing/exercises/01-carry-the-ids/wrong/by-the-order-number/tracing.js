/**
 * What a service publishes and subscribes with.
 *
 * @param bus   send(message); receive(type, handler), which calls handler(message), and again if that fails
 * @param line  push(job), which resolves to what the job returns
 */
export function createMessenger({ source, bus, line, newId }) {
  const handled = new Map(); // order → the message of it that was handled last
  return {
    publish(type, data) {
      const cause = handled.get(data.order);
      const id = newId();
      const correlationid = cause ? (cause.correlationid ?? cause.id) : id;
      return bus.send({ id, type, source, correlationid, causationid: cause?.id, data });
    },
    subscribe(type, handler) {
      bus.receive(type, (message) => {
        handled.set(message.data.order, message);
        return handler(message.data, message);
      });
    },
    later(job) {
      return line.push(job);
    },
  };
}
