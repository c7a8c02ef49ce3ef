import { planCopy } from '#offline/site-copy.ts';
import { createCopies } from '#offline/worker/copies.ts';
import { expect, test } from 'vitest';

const scope = 'https://example.org/repo/';
const SCRIPT = '_astro/page.aaaaaaaa.js';
const MONACO = '_astro/ts.worker-mmmmmmmm.js';

type Files = Record<string, string>;

const page = (script: string) => `<!doctype html><script src="/repo/${script}"></script>`;
const FIRST: Files = { 'index.html': page(SCRIPT), [SCRIPT]: 'first', 'labs/node-types.json': '{}' };
const SECOND: Files = { ...FIRST, 'index.html': `${page(SCRIPT)}second`, 'favicon.svg': '<svg/>' };

/** A browser's caches, and a host that has `files` now. */
function arrange() {
  const caches = new Map<string, Map<string, Response>>();
  const world = {
    files: FIRST,
    asked: [] as string[],
    open: ['reader'],
    put: (): void => {},
    isDenied: false,
    quiet: Promise.resolve(),
    caches,
  };
  const urlOf = (key: RequestInfo | URL) => (key instanceof Request ? key.url : String(key));
  const cacheOf = (stored: Map<string, Response>) => ({
    match: async (key: RequestInfo | URL) => stored.get(urlOf(key).split('?')[0] ?? '')?.clone(),
    keys: async () => [...stored.keys()].map((url) => new Request(url)),
    put: async (key: RequestInfo | URL, response: Response) => {
      world.put();
      stored.set(urlOf(key), response);
    },
  });
  const storage = {
    keys: async () => {
      if (world.isDenied) throw new DOMException('Denied.', 'SecurityError');
      return [...caches.keys()];
    },
    open: async (name: string) => {
      if (world.isDenied) throw new DOMException('Denied.', 'SecurityError');
      const stored = caches.get(name) ?? new Map<string, Response>();
      caches.set(name, stored);
      return cacheOf(stored);
    },
    delete: async (name: string) => caches.delete(name),
  } as unknown as CacheStorage;

  const copiesOf = (build: string, files: Files) => {
    const sized = Object.keys(files).map((path) => ({
      path,
      bytes: path === MONACO ? 7e6 : 10,
      transfer: 5,
    }));
    return createCopies({
      site: planCopy(build, sized),
      scope,
      storage,
      openPages: async () => world.open,
      quiet: () => world.quiet,
      fetch: async (url) => {
        const address = url.slice(scope.length);
        world.asked.push(address);
        const path = address === '' || address.endsWith('/') ? `${address}index.html` : address;
        const body = world.files[path];
        const headers = { 'content-type': path.endsWith('.html') ? 'text/html' : 'text/plain' };
        return body === undefined ? new Response('', { status: 404 }) : new Response(body, { headers });
      },
    });
  };
  return { world, copiesOf };
}

const ignore = () => {};
const text = async (response: Promise<Response | undefined>) => (await response)?.text();

test('while a reader is at work nothing is fetched; it comes when all is quiet', async () => {
  const { world, copiesOf } = arrange();
  const copies = copiesOf('b1', FIRST);
  const { promise, resolve } = Promise.withResolvers<void>();
  world.quiet = promise;
  const keeping = copies.keep(ignore);
  await new Promise((done) => setTimeout(done, 20));
  expect(world.asked).toEqual([]);
  resolve();
  expect((await keeping).kept).toBe('yes');
  // What comes with its use only is not among them.
  expect(world.asked.toSorted()).toEqual(['', SCRIPT]);
});

test('what is kept is told file by file, and answers afterwards whatever the query', async () => {
  const { copiesOf } = arrange();
  const copies = copiesOf('b1', FIRST);
  const seen: number[] = [];
  const state = await copies.keep(({ files }) => seen.push(files));
  expect(seen).toEqual([1, 2]);
  expect(state).toMatchObject({ kept: 'yes', files: 2, of: 2, hasEditor: false });
  expect(await text(copies.find(''))).toBe(page(SCRIPT));
  expect(await text(copies.find('chapters/none/'))).toBeUndefined();
});

test('what arrived before a failure is not fetched again', async () => {
  const { world, copiesOf } = arrange();
  const copies = copiesOf('b1', FIRST);
  world.files = { [SCRIPT]: 'first' };
  expect(await copies.keep(ignore)).toMatchObject({ kept: 'no', files: 1, trouble: 'network' });
  world.files = FIRST;
  world.asked.length = 0;
  expect(await copies.keep(ignore)).toMatchObject({ kept: 'yes' });
  expect(world.asked).toEqual(['']);
});

test('a page of a later build is not kept beside the parts of an earlier one', async () => {
  const { world, copiesOf } = arrange();
  world.files = { ...FIRST, 'index.html': page('_astro/page.bbbbbbbb.js') };
  expect(await copiesOf('b1', FIRST).keep(ignore)).toMatchObject({ kept: 'no', trouble: 'network' });
});

test('an error page in the place of a script is not kept', async () => {
  const { world, copiesOf } = arrange();
  world.files = { 'index.html': page(SCRIPT) };
  expect(await copiesOf('b1', FIRST).keep(ignore)).toMatchObject({ trouble: 'network' });
});

test('an earlier copy answers until the next is whole, and stays while a page of it may be open', async () => {
  const { world, copiesOf } = arrange();
  await copiesOf('b1', FIRST).keep(ignore);
  world.files = { ...SECOND, 'favicon.svg': undefined as never };
  const second = copiesOf('b2', SECOND);
  expect(await second.keep(ignore)).toMatchObject({ kept: 'older', trouble: 'network' });
  expect(await text(second.find(''))).toBe(page(SCRIPT));

  world.files = SECOND;
  expect(await second.keep(ignore)).toMatchObject({ kept: 'yes' });
  expect(await text(second.find(''))).toBe(SECOND['index.html']);
  expect(world.caches.size).toBe(2);

  world.open = ['another'];
  await second.keep(ignore);
  expect([...world.caches.keys()]).toEqual(['handbook:/repo/:b2']);
});

test('a file with a lasting name is taken from the copy before, and so is the editor once it was used', async () => {
  const { world, copiesOf } = arrange();
  const withEditor = { ...FIRST, [MONACO]: 'editor' };
  const first = copiesOf('b1', withEditor);
  await first.keep(ignore);
  await first.use(MONACO, new Response('editor'));
  expect(await first.look()).toMatchObject({ hasEditor: true });
  world.asked.length = 0;
  world.files = SECOND;
  const second = copiesOf('b2', { ...SECOND, [MONACO]: 'editor' });
  expect(await second.keep(ignore)).toMatchObject({ kept: 'yes', hasEditor: true });
  expect(world.asked.toSorted()).toEqual(['', 'favicon.svg']);
});

test('nothing is kept on use for a reader who keeps no copy', async () => {
  const { world, copiesOf } = arrange();
  await copiesOf('b1', { ...FIRST, [MONACO]: 'editor' }).use(MONACO, new Response('editor'));
  expect(world.caches.size).toBe(0);
});

test('a browser without room says so and is left with no half copy', async () => {
  const { world, copiesOf } = arrange();
  world.put = () => {
    if (world.asked.length > 1) throw new DOMException('Too much.', 'QuotaExceededError');
  };
  expect(await copiesOf('b1', FIRST).keep(ignore)).toMatchObject({ kept: 'no', trouble: 'full' });
  expect(world.caches.size).toBe(0);
});

test('denied storage is a copy that is not there, and the network answers', async () => {
  const { world, copiesOf } = arrange();
  world.isDenied = true;
  const copies = copiesOf('b1', FIRST);
  expect(await copies.keep(ignore)).toMatchObject({ kept: 'no', trouble: 'denied' });
  expect(await copies.look()).toMatchObject({ trouble: 'denied' });
  expect(await copies.find('')).toBeUndefined();
});

test('what other projects of the same host keep is left alone', async () => {
  const { world, copiesOf } = arrange();
  const copies = copiesOf('b1', FIRST);
  await copies.keep(ignore);
  world.caches.set('handbook:/another/:b1', new Map());
  world.caches.set('their-cache', new Map());
  expect(await copies.forget()).toMatchObject({ kept: 'no', files: 0 });
  expect([...world.caches.keys()]).toEqual(['handbook:/another/:b1', 'their-cache']);
});
