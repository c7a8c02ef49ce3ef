/** A lab's folder in the container, over the vendor's client: files both ways, a shell, and servers. */
import { expect, type Page, test } from 'playwright/test';
import type { FileMap } from '#lab/model.ts';
import type { FileNews } from '#runtime/webcontainer/files-in-step.ts';
import type { Shell } from '#runtime/webcontainer/shell.ts';
import type { Workspace } from '#runtime/webcontainer/workspace.ts';
import { isolating } from '../support/page-server.ts';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import { openRuntimes, type RuntimesSite, serveRuntimes } from './pages/open-runtimes.ts';
import type { Handed } from './pages/runtimes-page.ts';

declare const createWebContainerRuntime: Handed['createWebContainerRuntime'];
declare const observe: Handed['observe'];

/** What the test leaves in the page. */
interface Left {
  runtime: ReturnType<typeof createWebContainerRuntime>;
  workspace: Workspace;
  files: Record<string, string>;
  news: FileNews[];
  servers: Map<number, string>;
  shell: Shell;
  printed: string;
}
declare const left: Left;

let site: RuntimesSite;
let standIn: StandIn;

test.beforeAll(async () => {
  site = await serveRuntimes(isolating);
});
test.afterAll(() => site.close());
test.beforeEach(async () => {
  standIn = await startStandIn();
});
test.afterEach(() => standIn.close());

/** Opens a page with a workspace that holds these files. */
async function open(page: Page, files: FileMap): Promise<void> {
  await openRuntimes(page, site.origin, standIn.origin);
  await page.evaluate(async (given) => {
    const made = { files: { ...given }, news: [], servers: new Map(), printed: '' } as unknown as Left;
    Object.assign(globalThis, { left: made });
    made.runtime = createWebContainerRuntime({ beatMs: 100 });
    made.workspace = await made.runtime.openWorkspace({
      name: 'shop',
      host: 'node-esm',
      files: () => made.files,
      onFileNews(item) {
        made.news.push(item);
        if (item.type === 'changed') made.files[item.path] = item.text;
      },
      onServer(port, url) {
        if (url === null) made.servers.delete(port);
        else made.servers.set(port, url);
      },
      onTrouble: (error) => console.error(error),
    });
    await made.workspace.settle();
  }, files);
}

const run = (page: Page, entry: string) =>
  page.evaluate(async (file) => {
    const { files, runtime, workspace } = left;
    await workspace.settle();
    const job = runtime.run({ files, entry: file, host: 'node-esm', folder: workspace.folder });
    return (await observe(job)).stdout;
  }, entry);

const filesIn = (page: Page) => () => page.evaluate(() => left.files);

test('what is written in the editor runs in the container, and what the program writes comes back', async ({
  page,
}) => {
  const main = `import { writeFileSync, readFileSync } from 'node:fs';
writeFileSync('orders.json', '[1]');
writeFileSync('note.txt', readFileSync('note.txt', 'utf8').toUpperCase());
console.log(import.meta.url.split('/').slice(-2).join('/'));`;
  await open(page, { 'main.js': main, 'note.txt': 'hello' });
  expect(await run(page, 'main.js')).toBe('shop/main.js\n');
  await expect.poll(filesIn(page)).toEqual({ 'main.js': main, 'note.txt': 'HELLO', 'orders.json': '[1]' });
  expect(
    await page.evaluate(() => left.news.filter((item) => item.type === 'changed' && item.conflict)),
  ).toEqual([]);

  await page.evaluate(() => {
    left.files['note.txt'] = 'again';
    left.workspace.edited();
  });
  expect(await run(page, 'main.js')).toBe('shop/main.js\n');
  await expect.poll(async () => (await filesIn(page)())['note.txt']).toBe('AGAIN');
});

test('checks run on their own copy, and still find the packages of the folder', async ({ page }) => {
  await open(page, { 'main.js': `import { name } from 'thing'; export { name };` });
  await startShell(page);
  const lines = [
    'mkdir -p node_modules/thing',
    `echo 'export const name = "thing";' > node_modules/thing/index.mjs`,
    `echo '{"name":"thing","exports":"./index.mjs"}' > node_modules/thing/package.json`,
    `echo do''ne`,
  ];
  await type(page, lines.join(' && '));
  await expect.poll(printed(page)).toContain('done');
  const checks = await page.evaluate(async () => {
    const { files, runtime, workspace } = left;
    const job = runtime.check({
      files,
      host: 'node-esm',
      folder: workspace.folder,
      checkNames: ['the package is found'],
      checks: `import { test } from 'node:test'; import assert from 'node:assert/strict'; import { name } from './main.js';
import fs from 'node:fs';
test('the package is found', () => { fs.writeFileSync('left.txt', 'x'); assert.equal(name, 'thing'); });`,
    });
    return (await observe(job)).checks;
  });
  expect(checks).toMatchObject([{ name: 'the package is found', status: 'passed' }]);
  expect(Object.keys(await filesIn(page)())).toEqual(['main.js']);
});

async function startShell(page: Page): Promise<void> {
  await page.evaluate(async () => {
    left.shell = await left.workspace.openShell({ cols: 61, rows: 17 });
    void left.shell.output.pipeTo(new WritableStream({ write: (text) => void (left.printed += text) }));
  });
}

/** Types when the shell is waiting: a program that runs would read the line instead. */
async function type(page: Page, line: string): Promise<void> {
  await expect.poll(printed(page)).toMatch(/❯\S* $/);
  await page.evaluate((keys) => left.shell.type(`${keys}\r`), line);
}

const printed = (page: Page) => () => page.evaluate(() => left.printed);

test('a shell runs commands in the folder, knows its size, and its changes come into the editor', async ({
  page,
}) => {
  await open(page, { 'main.js': `console.log('from main');` });
  await startShell(page);
  await type(page, 'node main.js; echo "$COLUMNS x $LINES"');
  await expect.poll(printed(page)).toContain('from main\r\n61 x 17');
  await page.evaluate(() => left.shell.resize({ cols: 100, rows: 30 }));
  await type(page, 'echo "$COLUMNS x $LINES"');
  await expect.poll(printed(page)).toContain('100 x 30');
  await type(page, `echo "console.log('new')" > main.js`);
  await expect.poll(async () => (await filesIn(page)())['main.js']).toBe(`console.log('new')\n`);
  await page.evaluate(() => {
    left.files['main.js'] = `console.log('edited');`;
    left.workspace.edited();
  });
  await expect
    .poll(async () => {
      await type(page, 'cat main.js');
      return printed(page)();
    })
    .toContain(`console.log('edited');`);
  await type(page, 'exit');
  expect(await page.evaluate(() => left.shell.ended)).toBe(0);
});

test('Ctrl+C interrupts a program in the shell', async ({ page }) => {
  await open(page, { 'main.js': `console.log('ticking'); setInterval(() => {}, 50);` });
  await startShell(page);
  await type(page, 'node main.js');
  await expect.poll(printed(page)).toContain('ticking');
  await page.evaluate(() => left.shell.type('\u0003'));
  await type(page, 'echo alive');
  await expect.poll(printed(page)).toMatch(/\^C[\s\S]*alive\r\n/);
});

test('when the container dies, the workspace and its shell end, and another one opens in the next', async ({
  page,
}) => {
  await open(page, { 'main.js': `console.log('still here');` });
  await startShell(page);
  const cause = page.evaluate(() => left.workspace.lost.catch((error: Error) => error.message));
  await page.evaluate(() => document.querySelector('iframe')!.remove());
  expect(await cause).toContain('stopped working');
  await page.evaluate(async () => {
    left.runtime.again();
    const { files } = left;
    left.workspace = await left.runtime.openWorkspace({
      name: 'shop',
      host: 'node-esm',
      files: () => files,
      onFileNews: () => undefined,
      onServer: () => undefined,
      onTrouble: (error) => console.error(error),
    });
  });
  expect(await run(page, 'main.js')).toBe('still here\n');
});

test('servers in the container are told with their addresses, several at a time, until they close', async ({
  page,
}) => {
  const server = (name: string, port: number) => `import http from 'node:http';
const server = http.createServer((request, response) => {
  if (request.url === '/stop') server.close();
  response.setHeader('connection', 'close');
  response.end('${name} at ' + request.url);
});
server.listen(${port}, () => console.log('listening on', server.address().port));`;
  const main = `${server('shop', 3000)}\nhttp.createServer((q, r) => r.end('admin')).listen({ port: 4000 });`;
  await open(page, { 'main.js': main, 'other.js': server('other', 3000) });
  await startShell(page);
  await type(page, 'node main.js');
  const ports = () => page.evaluate(() => [...left.servers.keys()].sort());
  await expect.poll(ports).toEqual([3000, 4000]);
  await expect.poll(printed(page)).toContain('listening on 3000');
  const address = await page.evaluate(() => left.servers.get(3000));
  const answer = await page.request.get(`${address}/orders`);
  expect(await answer.text()).toBe('shop at /orders');
  expect(answer.headers()).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
  await page.request.get(`${address}/stop`);
  await expect.poll(ports).toEqual([4000]);
  await page.evaluate(() => left.shell.type('\u0003'));
  await expect.poll(ports).toEqual([]);
});
