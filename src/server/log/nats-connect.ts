/** A connection to a NATS that stays: while its server is away it is tried again, for as long as the workshop lasts. */
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** How long it is waited before something is tried again. */
export const RETRY_MS = 200;

/**
 * @param url for example `nats://127.0.0.1:4222`
 * @param noEcho true if what is published here shall not come back here
 * @throws Error if no NATS answers there
 */
export const connectNats = (url: string, { noEcho = false } = {}): Promise<NatsConnection> =>
  connect({
    servers: new URL(url).host,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RETRY_MS,
    timeout: 5_000,
    noEcho,
  });

/** It may be closed already, or its server gone. */
export const closeQuietly = (connection: NatsConnection): Promise<void> => connection.close().catch(() => {});
