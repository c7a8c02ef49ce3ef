import type { Engine } from '#sim/engine.ts';
import type { QueueClient, QueueEngine } from '#sim/queue/engine.ts';
import type { QueueOptions } from '#sim/queue/queue-options.ts';
import { AmqpError } from '#sim/queue/errors.ts';
import type { Scenario, Trial } from '../scenario.ts';

export type QueueScenario = Scenario<QueueEngine>;

/** A client and a queue of its own, on the default exchange. */
export async function clientWithQueue(
  engine: QueueEngine,
  trial: Trial<QueueEngine>,
  options: QueueOptions = {},
): Promise<{ client: QueueClient; queue: string }> {
  const client = await engine.connect();
  const queue = trial.name('orders');
  await client.declareQueue(queue, options);
  return { client, queue };
}

/** Publishes each text to a queue, in order, persistent if asked. */
export async function fill(client: QueueClient, queue: string, ...bodies: string[]): Promise<void> {
  for (const body of bodies) await client.publish('', queue, body);
}

export const bodies = (deliveries: readonly { body: string }[]): string[] =>
  deliveries.map(({ body }) => body);

/** Each as `body`, with a `!` if it is marked as redelivered. */
export const marked = (deliveries: readonly { body: string; redelivered: boolean }[]): string[] =>
  deliveries.map(({ body, redelivered }) => `${body}${redelivered ? '!' : ''}`);

/** Takes all that waits, acknowledged, each as `body` or `body!`. */
export async function drain(client: QueueClient, queue: string): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const delivery = await client.get(queue, { noAck: true });
    if (!delivery) return taken;
    taken.push(...marked([delivery]));
  }
}

/** The reply code with which the broker refuses; undefined if it does not. */
export async function refusal(action: Promise<unknown>): Promise<number | undefined> {
  try {
    await action;
    return undefined;
  } catch (error) {
    if (error instanceof AmqpError) return error.code;
    // A mutant's simulator throws an AmqpError of its own.
    if ((error as Error).name === 'AmqpError') return (error as AmqpError).code;
    throw error;
  }
}

/** Repeats an assertion until it holds, for three seconds: for what a broker does after it has answered. */
export async function eventually(engine: Engine, assertion: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += 30) {
    try {
      return await assertion();
    } catch (error) {
      if (waited >= 3000) throw error;
      await engine.advance(30);
    }
  }
}
