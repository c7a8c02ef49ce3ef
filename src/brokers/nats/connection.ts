/** Connections to a NATS server through its official client, the npm package `@nats-io/transport-node`. */
import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface NatsPlace {
  /** For example `nats://127.0.0.1:4222`. */
  url: string;
  /** Ends the server and starts it again, where whoever opens the engine can do that. */
  restart?: () => Promise<void>;
}

/**
 * @param url for example `nats://127.0.0.1:4222`
 * @param echo false: the connection does not get what it publishes itself
 * @throws Error if no NATS answers there
 */
export function connectNats({ url, echo = true }: { url: string; echo?: boolean }): Promise<NatsConnection> {
  const { host } = new URL(url);
  return connect({ servers: host, noEcho: !echo, reconnect: false, timeout: 5000 });
}

/**
 * Collects what the server refuses. It says so without naming the command, and the client passes it on as news of the
 * connection only: a refused subscription looks like one to which nothing comes.
 */
export function watchRefusals(connection: NatsConnection): { taken(): Error[] } {
  let refusals: Error[] = [];
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'error') refusals.push(status.error);
    }
  })();
  return {
    taken() {
      const all = refusals;
      refusals = [];
      return all;
    },
  };
}
