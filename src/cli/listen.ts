/** Opens a port for a request handler, the next free one if that is taken. */
import { createServer, type RequestListener, type Server } from 'node:http';

export interface ListenOptions {
  /** `localhost` (the default) listens on both loopback addresses and on nothing else. */
  host?: string;
  /** The first port to try; 0 lets the system choose. */
  port: number;
  /** Told when a port is taken. */
  say?: (line: string) => void;
}

export interface Listening {
  port: number;
  /** For example `http://localhost:4321`, without a last slash. */
  url: string;
  /** Ends the open connections too. */
  close(): Promise<void>;
}

const TRIES = 50;

/** @throws Error whose message names the port or address and says what to do */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<Listening> {
  const { host = 'localhost', say = () => {} } = options;
  const last = options.port === 0 ? 0 : Math.min(options.port + TRIES, 65_535);
  for (let tried = 0; tried <= TRIES; tried += 1) {
    const port = Math.min(options.port + tried, last);
    const servers = await openAll(handler, host, port);
    if (!servers) continue;
    const actual = portOf(servers[0] as Server);
    if (port !== options.port)
      say(`Port ${options.port} is in use by another program: using ${actual} instead.`);
    return { port: actual, url: urlOf(host, actual), close: () => closeAll(servers) };
  }
  throw new Error(`The ports ${options.port} to ${last} are all in use. Name a free one with --port.`);
}

/** The next port from `port` on that nobody listens to, for a server that opens it itself. */
export async function findFreePort(options: ListenOptions): Promise<number> {
  const probe = await listen((_request, response) => response.end(), options);
  await probe.close();
  return probe.port;
}

/** @returns undefined if the port is taken on one of the addresses */
async function openAll(handler: RequestListener, host: string, port: number): Promise<Server[] | undefined> {
  const servers: Server[] = [];
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
    try {
      servers.push(await open(handler, address, servers[0] ? portOf(servers[0]) : port));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A machine without IPv6 has one loopback address only.
      if (address === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      await closeAll(servers);
      if (code === 'EADDRINUSE') return undefined;
      if (code === 'EACCES') {
        throw new Error(
          `Port ${port} needs more rights than this user has. Choose one above 1023 with --port.`,
          { cause: error },
        );
      }
      throw new Error(`Cannot listen on ${host}, port ${port}: ${(error as Error).message}.`, {
        cause: error,
      });
    }
  }
  return servers;
}

function open(handler: RequestListener, address: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', reject);
    server.listen({ host: address, port }, () => resolve(server));
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    }),
  );
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}

function urlOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
