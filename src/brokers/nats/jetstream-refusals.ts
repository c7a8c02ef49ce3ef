import { JetStreamApiError, JetStreamError as ClientError } from '@nats-io/jetstream';
import { JetStreamError, refusal } from '#sim/jetstream/errors.ts';

/** The client's error as the simulator gives it. */
export function refusalOf(error: unknown): unknown {
  if (error === undefined) return refusal('noMessage');
  if (error instanceof JetStreamApiError) return new JetStreamError(error.code, error.message);
  // So the client names a subject that no stream stores: it was asked, and nobody answered.
  if (error instanceof Error && error.name === 'JetStreamNotEnabled') return refusal('noStream');
  if (error instanceof ClientError && error.name === 'ConsumerNotFoundError')
    return refusal('consumerNotFound');
  return error;
}
