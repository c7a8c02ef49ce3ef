/** What the pages of an author are told when a file of a lab is saved: a real Vite server, a planted lab. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, createServer } from 'vite';
import { afterEach, expect, test, vi } from 'vitest';
import { liveLabs } from '#cli/live-labs.ts';
import { projectCopy } from '../../support/temp.ts';

const EXERCISE = 'labs/event-loop/exercises/01-a-c-b';
const wait = { timeout: 20_000 };
let close = async (): Promise<void> => {};
afterEach(() => close());

async function startServer() {
  const folder = projectCopy(['package.json', 'src/lab', 'labs']);
  const said: string[] = [];
  const server = await createServer({
    root: folder.path,
    configFile: false,
    appType: 'custom',
    cacheDir: join(folder.path, 'cache'),
    optimizeDeps: { noDiscovery: true },
    customLogger: { ...createLogger(), error: (text) => void said.push(text) },
    server: { middlewareMode: true, ws: false },
    plugins: [liveLabs(folder.path)],
  });
  close = () => server.close();
  const told = vi.spyOn(server.ws, 'send');
  await vi.waitFor(
    () => expect(Object.keys(server.watcher.getWatched())).toContain(join(folder.path, EXERCISE)),
    wait,
  );
  // What is saved while the watcher still goes through the folders is taken for what it found: it tells of nothing.
  let saves = 0;
  await vi.waitFor(
    () => {
      folder.write(`${EXERCISE}/task.mdx`, `Save ${(saves += 1)}.\n`);
      expect(told).toHaveBeenCalled();
    },
    { ...wait, interval: 500 },
  );
  // … and what it has heard of it by now may be told late.
  for (let heard = 0; heard < told.mock.calls.length; await sleep(1000)) heard = told.mock.calls.length;
  told.mockClear();
  return { folder, said, told };
}

test('a saved file of a lab reloads the page', async () => {
  const { folder, told, said } = await startServer();
  folder.write(`${EXERCISE}/task.mdx`, 'A shorter task.\n');
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ type: 'full-reload' }), wait);
  expect(said).toEqual([]);
});

test('a broken manifest is named on page and terminal, with file, field and fix, and leaves the page', async () => {
  const { folder, told, said } = await startServer();
  const manifest = readFileSync(join(folder.path, 'labs/event-loop/lab.ts'), 'utf8');
  folder.write('labs/event-loop/lab.ts', manifest.replace(/minutes: \d+/, `minutes: 'eight'`));
  const words =
    'labs/event-loop/lab.ts: exercises[0].minutes: expected a value of type number, got "eight". Write minutes: 10.';
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), wait);
  expect(told.mock.calls).toEqual([[{ type: 'error', err: { message: words, stack: '', plugin: 'labs' } }]]);
  expect(said.join()).toContain(words);

  folder.write('labs/event-loop/lab.ts', manifest);
  await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith({ type: 'full-reload' }), wait);
});
