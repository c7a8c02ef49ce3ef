/**
 * Called whenever the tool starts.
 *
 * @param broker publish(topic, message)
 * @param decide await decide(letter): { action: 'redrive' } or { action: 'discard', because: '…' }
 * @returns the handler of charges.parked
 */
export function createRedrive({ broker, decide }) {
  async function settle(letter) {
    const { attempt, reason, error, redrives = 0, ...charge } = letter;
    const { action, because } = await decide(letter);
    if (action === 'discard') return broker.publish('charges.discarded', { ...letter, because });
    if (redrives < 2) return broker.publish('charges', { ...charge, redrives: redrives + 1 });
    return broker.publish('charges.discarded', { ...letter, because: 'redriven twice' });
  }

  return async function onParked({ message: letter, ack }) {
    await ack();
    try {
      await settle(letter);
    } catch (error) {
      console.error(error.message);
    }
  };
}
