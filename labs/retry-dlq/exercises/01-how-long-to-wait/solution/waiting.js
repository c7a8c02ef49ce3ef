/** Keeps what is to come later until it is due, and then puts it back. Nothing has to be changed here. */
export function startWaiting({ broker, now, sleep }) {
  const options = { group: 'waiting', prefetch: 100 };
  return broker.subscribe('charges.retry', options, async ({ message, ack }) => {
    const { due, ...charge } = message;
    await sleep(Math.max(0, due - now()));
    await broker.publish('charges', charge);
    await ack();
  });
}
