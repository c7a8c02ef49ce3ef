/**
 * What a service publishes and subscribes with.
 *
 * @param bus   send(message); receive(type, handler), which calls handler(message), and again if that fails
 * @param line  push(job), which resolves to what the job returns
 */
export function createMessenger({ source, bus, line, newId }) {
  let cause; // the message that is handled
  return {
    publish(type, data) {
      const id = newId();
      const correlationid = cause?.correlationid ?? id;
      return bus.send({ id, type, source, correlationid, causationid: cause?.id, data });
    },
    subscribe(type, handler) {
      bus.receive(type, (message) => {
        cause = message;
        return handler(message.data, message);
      });
    },
    later(job) {
      return line.push(job);
    },
  };
}
