/**
 * Called whenever the tool starts.
 *
 * @param broker publish(topic, message)
 * @param decide await decide(letter): { action: 'redrive' } or { action: 'discard', because: '…' }
 * @returns the handler of charges.parked
 */
export function createRedrive({ broker, decide }) {
  return async function onParked({ message: letter, ack }) {
    await ack();
    const { action } = await decide(letter);
    if (action === 'redrive') await broker.publish('charges', { ...letter, id: crypto.randomUUID() });
  };
}
