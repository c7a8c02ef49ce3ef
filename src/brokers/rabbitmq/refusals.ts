/** What RabbitMQ refuses, as the simulator's AmqpError: a reply code and the broker's own text. */
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { AmqpError } from '#sim/queue/errors.ts';

/** How long a refusal may take to arrive once the channel is known to be closed. Milliseconds. */
const GRACE = 1000;

export function createRefusals(connection: ChannelModel, channel: ConfirmChannel) {
  let failure: AmqpError | undefined;
  let told = () => {};
  const known = new Promise<void>((resolve) => (told = resolve));
  const note = (closes: AmqpError['closes']) => (error: Error) => {
    failure ??= toAmqpError(error, closes);
    told();
  };
  connection.on('error', note('connection'));
  channel.on('error', note('channel'));

  /** Does something; if the broker refuses, rejects with its reason, however the client library reports it. */
  async function attempt<T>(action: () => Promise<T>): Promise<T> {
    if (failure) throw failure;
    try {
      return await action();
    } catch (error) {
      const own = error instanceof Error ? toAmqpError(error, 'channel') : undefined;
      if (!own) await Promise.race([known, new Promise((resolve) => setTimeout(resolve, GRACE))]);
      throw failure ?? own ?? error;
    }
  }

  return {
    attempt,
    /** Sends something that has no answer, and waits until the broker has taken it. */
    async settled(action: () => void): Promise<void> {
      await attempt(async () => {
        action();
        await channel.checkExchange('amq.direct');
      });
    },
  };
}

/** Undefined for an error that does not come from the broker. */
function toAmqpError(error: Error, closes: AmqpError['closes']): AmqpError | undefined {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'number') return undefined;
  const [, text = error.message] = /with message "(.*)"$/s.exec(error.message) ?? [];
  return new AmqpError(code, text, closes);
}
