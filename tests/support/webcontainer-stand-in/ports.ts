import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { PortNews } from './bridge-messages.ts';

/** The servers of a container's processes, and where a browser reaches them. */
export interface Ports {
  /** Reads what ports-preload.cjs reports of one process; when the process ends, its ports close. */
  follow(reports: Readable): void;
  closeAll(): void;
}

interface Report {
  port: number;
  /** The port of this machine behind it; absent when it closes. */
  real?: number;
}

// The vendor's host adds these to whatever a server in the container sends; an isolated page shows no other frame.
const embeddable = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

export function createPorts(tell: (news: PortNews) => void): Ports {
  const gates = new Map<number, http.Server>();

  function close(port: number): void {
    const gate = gates.get(port);
    if (!gate) return;
    gates.delete(port);
    tell({ type: 'port', port, state: 'close', url: addressOf(gate) });
    gate.close();
    gate.closeAllConnections();
  }

  async function open(port: number, real: number): Promise<void> {
    const gate = http.createServer((request, response) => forward(request, response, real));
    gates.set(port, gate);
    await new Promise<void>((resolve) => gate.listen(0, 'localhost', resolve));
    tell({ type: 'port', port, state: 'open', url: addressOf(gate) });
  }

  return {
    follow(reports) {
      const mine = new Set<number>();
      const lines = createInterface(reports);
      lines.on('line', (line) => {
        const { port, real } = JSON.parse(line) as Report;
        if (real === undefined) return close(port);
        mine.add(port);
        void open(port, real);
      });
      lines.on('close', () => mine.forEach(close));
      reports.on('error', () => undefined);
    },
    closeAll() {
      for (const port of gates.keys()) close(port);
    },
  };
}

function addressOf(gate: http.Server): string {
  return `http://localhost:${(gate.address() as AddressInfo).port}`;
}

function forward(request: http.IncomingMessage, response: http.ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const passed = http.request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...embeddable });
    answer.pipe(response);
  });
  passed.on('error', (error) => response.writeHead(502, embeddable).end(error.message));
  request.pipe(passed);
}
