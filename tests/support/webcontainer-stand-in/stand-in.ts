import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { FromBridge, OperationName } from './bridge-messages.ts';
import type { Bridge } from './bridge.ts';
import { createBridge } from './bridge.ts';

/**
 * How the stand-in misbehaves: `silent` serves its page and never answers; `blocked` closes every connection, as a
 * firewall does; `refuses` answers the request for a container with an error; `late` answers after `delayMs`;
 * `ignores-kill` accepts a kill and lets the process run; `wrong-order` runs next ticks after timers.
 */
export type Trouble = 'none' | 'silent' | 'blocked' | 'refuses' | 'late' | 'ignores-kill' | 'wrong-order';

export interface StandInOptions {
  trouble?: Trouble;
  /** For `late`: milliseconds before it answers. Default 1,000. */
  delayMs?: number;
  /** For `refuses`: the message of the refusal. */
  refusal?: string;
  /** The Node binary that plays the container's `node`. Default: the one that runs this. */
  nodeBinary?: string;
}

/** A local host that an unmodified @webcontainer/api boots from, when WEBCONTAINER_API_IFRAME_URL is its origin. */
export interface StandIn {
  readonly origin: string;
  /** Paths and queries asked of it so far, in order. */
  readonly requests: readonly string[];
  /** Operations asked of its containers so far, in order. */
  readonly operations: readonly OperationName[];
  /** Reports an internal error to the page; nothing is answered any more. */
  die(): void;
  /** Nothing is answered any more, and nothing said about it. */
  freeze(): void;
  /** Containers that are asked for from now on answer again. */
  thaw(): void;
  /** From now on there is no trouble any more. */
  recover(): void;
  close(): Promise<void>;
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function bundleFrame(): Promise<string> {
  const result = await build({
    entryPoints: [file('./frame.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  return result.outputFiles[0]?.text ?? '';
}

// What a page with COEP: require-corp needs of a frame and of a script from another origin.
const headers = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { delayMs = 1000, refusal = 'The service refused this page.' } = options;
  let { trouble = 'none' } = options;
  const script = await bundleFrame();
  const requests: string[] = [];
  const operations: OperationName[] = [];
  const bridges = new Map<WebSocket, Promise<Bridge>>();
  // A page that does not know this path cannot start processes here.
  const bridgePath = `/bridge/${randomUUID()}`;
  let frozen = false;

  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '');
    if (trouble === 'blocked') {
      response.destroy();
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
    if (pathname === '/headless') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' });
      response.end(page());
    } else if (pathname === '/frame.js') {
      response.writeHead(200, { ...headers, 'content-type': 'text/javascript' });
      response.end(script);
    } else {
      response.writeHead(404, headers).end();
    }
  });

  function page(): string {
    const bridge = `ws://localhost:${port}${bridgePath}`;
    const start = trouble === 'silent' ? '' : '<script type="module" src="/frame.js"></script>';
    const delay = trouble === 'late' ? delayMs : 0;
    return `<!doctype html><html data-bridge="${bridge}" data-delay="${delay}"><meta charset="utf-8">${start}</html>`;
  }

  const sockets = new WebSocketServer({ server, path: bridgePath });
  sockets.on('connection', (socket) => {
    const tell = (news: FromBridge): void => {
      if (!frozen && socket.readyState === socket.OPEN) socket.send(JSON.stringify(news));
    };
    const bridge = createBridge(
      {
        onOperation: (name) => operations.push(name),
        nodeBinary: options.nodeBinary ?? process.execPath,
        preload: trouble === 'wrong-order' ? file('./wrong-order.cjs') : undefined,
        ignoresKill: trouble === 'ignores-kill',
        refusal: trouble === 'refuses' ? refusal : undefined,
      },
      tell,
    );
    bridges.set(socket, bridge);
    socket.on('message', async (data) => {
      if (!frozen) await (await bridge).receive(String(data));
    });
    socket.on('close', async () => {
      bridges.delete(socket);
      await (await bridge).close();
    });
  });

  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://localhost:${port}`,
    requests,
    operations,
    die() {
      const news: FromBridge = { type: 'died', message: 'The container ran into an internal error.' };
      for (const socket of bridges.keys()) socket.send(JSON.stringify(news));
      frozen = true;
    },
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
    },
    recover() {
      trouble = 'none';
    },
    async close() {
      const left = [...bridges.values()];
      for (const socket of bridges.keys()) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(left.map(async (bridge) => (await bridge).close()));
    },
  };
}
