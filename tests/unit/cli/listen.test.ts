import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findFreePort, listen } from '#cli/listen.ts';

/** Another program, on one port of one address. */
async function occupy(address: string): Promise<number> {
  const server: Server = createServer((_request, response) => response.end('another program'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port: 0 }, resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function start(port: number, host?: string) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const server = await listen((_request, response) => response.end('ours'), {
    port,
    say,
    ...(host ? { host } : {}),
  });
  onTestFinished(() => server.close());
  return { server, said };
}

const read = async (url: string): Promise<string> => (await fetch(url)).text();

describe('listening', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::1'])(
    'a port taken on %s is named, and the next free one is used',
    async (address) => {
      const taken = await occupy(address);
      const { server, said } = await start(taken);
      expect(server.port).toBeGreaterThan(taken);
      expect(said).toEqual([`Port ${taken} is in use by another program: using ${server.port} instead.`]);
      expect(await read(server.url)).toBe('ours');
    },
  );

  test('two of us at once get two ports', async () => {
    const free = await findFreePort({ port: 0 });
    const first = await start(free);
    const second = await start(free);
    expect(second.server.port).toBeGreaterThan(first.server.port);
    expect(second.said).toHaveLength(1);
  });

  test('localhost answers on both loopback addresses', async () => {
    const { server } = await start(0);
    expect(server.url).toBe(`http://localhost:${server.port}`);
    expect(await read(`http://127.0.0.1:${server.port}`)).toBe('ours');
    expect(await read(`http://[::1]:${server.port}`)).toBe('ours');
  });

  test('an address that is not of this machine is named', async () => {
    await expect(start(0, '192.0.2.1')).rejects.toThrow('Cannot listen on 192.0.2.1');
  });

  test('after closing, nothing is left of it', async () => {
    const server = await listen((_request, response) => response.write('never ends'), { port: 0 });
    await fetch(server.url);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});
