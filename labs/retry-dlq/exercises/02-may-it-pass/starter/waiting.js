/** The waiting room of the last exercise. Nothing has to be changed here. */
export async function startWaiting({ broker, now, sleep, base, cap }) {
  const options = { group: 'waiting', prefetch: 100 };
  await broker.subscribe('charges.retry', options, async ({ message, ack }) => {
    const { due, ...charge } = message;
    await sleep(Math.max(0, due - now()));
    await broker.publish('charges', charge);
    await ack();
  });

  return async function retry(message) {
    const { attempt = 1 } = message;
    const wait = Math.random() * Math.min(cap, base * 2 ** attempt);
    await broker.publish('charges.retry', { ...message, attempt: attempt + 1, due: now() + wait });
  };
}
