/** Pull requests on the wire. Source: docs.nats.io, “NATS API reference: fetching from a consumer”. */
import { createInbox, nanos, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Delivery, PullEnd, PullOptions, Pulled } from '#sim/jetstream/engine.ts';
import { JetStreamError } from '#sim/jetstream/errors.ts';

/**
 * Milliseconds after which a pull ends that should not wait at all. The server's own `no_wait` never ends where there are
 * only messages that it may not deliver now, and such a request would take what comes later.
 */
const NO_WAIT = 20;

export interface WaitingPull {
  readonly deliveries: readonly Delivery[];
  end: PullEnd | undefined;
  readonly ended: Promise<Pulled>;
}

export async function startPull(
  connection: NatsConnection,
  stream: string,
  consumer: string,
  { batch, expiresMs }: PullOptions,
): Promise<WaitingPull> {
  const deliveries: Delivery[] = [];
  const inbox = createInbox();
  const { promise, resolve, reject } = Promise.withResolvers<Pulled>();
  promise.catch(() => {});
  const pull: WaitingPull = { deliveries, end: undefined, ended: promise };

  function finish(end: PullEnd) {
    pull.end = end;
    subscription.unsubscribe();
    resolve({ deliveries, end });
  }

  const subscription = connection.subscribe(inbox, {
    callback(error, message) {
      if (error) {
        reject(error);
      } else if (message.headers?.hasError || message.headers?.code) {
        const end = endOf(message);
        if (end === 'timeout' && expiresMs === undefined && deliveries.length === 0) finish('no messages');
        else if (typeof end === 'string') finish(end);
        else reject(end);
      } else {
        deliveries.push(deliveryOf(message));
        if (deliveries.length === batch) finish('full');
      }
    },
  });
  const wish = { batch, expires: nanos(expiresMs ?? NO_WAIT) };
  connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, JSON.stringify(wish), {
    reply: inbox,
  });
  return pull;
}

function endOf({ headers }: Msg): PullEnd | JetStreamError {
  const { code = 0, description = '' } = headers ?? {};
  if (code === 408) return 'timeout';
  if (code === 409 && description === 'Consumer Deleted') return 'consumer deleted';
  return new JetStreamError(code, description);
}

/** The subject for answers says all: $JS.ACK.[domain.account.]stream.consumer.count.seq.consumerSeq.time.pending */
function deliveryOf(message: Msg): Delivery {
  const { reply = '', subject } = message;
  const words = reply.split('.');
  const [stream = '', consumer = '', ...numbers] = words.slice(words.length > 9 ? 4 : 2);
  const [count = 0, seq = 0, consumerSeq = 0, , pending = 0] = numbers.map(Number);
  return {
    stream,
    consumer,
    subject,
    body: message.string(),
    seq,
    consumerSeq,
    count,
    pending,
    token: reply,
  };
}
