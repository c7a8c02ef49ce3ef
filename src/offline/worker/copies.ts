/**
 * The copies of the site that this browser keeps, one cache for each build. A whole copy stays until a newer one is whole
 * and every page that was open then has been left: an open page goes on with the files of its own build.
 */
import type { CopyState } from '../messages.ts';
import { isLasting, isPage, type SiteCopy } from '../site-copy.ts';

export interface CopiesOptions {
  site: SiteCopy;
  /** The address of the site, with a slash at its end. */
  scope: string;
  storage: CacheStorage;
  fetch: (url: string, options: RequestInit) => Promise<Response>;
  /** Ids of the pages that are open now. */
  openPages: () => Promise<string[]>;
  /** Resolves when no reader is at work. */
  quiet: () => Promise<void>;
}

/** What a copy says of itself once it is whole. */
interface Facts {
  completed: number;
  /** The pages that were open then, which may be of an earlier build. */
  pages: string[];
}

interface Copy {
  name: string;
  cache: Cache;
  facts: Facts | null;
}

type Progress = (state: CopyState) => void;

const AT_ONCE = 6;
/** The last and largest part of the editor to come. */
const EDITOR = /\/ts\.worker/;
const LOOSE = { ignoreSearch: true, ignoreVary: true } as const;

export function createCopies({ site, scope, storage, fetch, openPages, quiet }: CopiesOptions) {
  const prefix = `handbook:${new URL(scope).pathname}:`;
  const own = prefix + site.build;
  const factsUrl = `${scope}offline-copy.json`;
  const listeners = new Set<Progress>();
  let keeping: Promise<void> | null = null;

  /** Whole ones first, the newest first. */
  async function all(): Promise<Copy[]> {
    const names = (await storage.keys()).filter((name) => name.startsWith(prefix));
    const copies = await Promise.all(
      names.map(async (name) => {
        const cache = await storage.open(name);
        const facts = await cache.match(factsUrl);
        return { name, cache, facts: facts ? ((await facts.json()) as Facts) : null };
      }),
    );
    return copies.sort((a, b) => (b.facts?.completed ?? 0) - (a.facts?.completed ?? 0));
  }

  /** A stored answer, from the newest copy that has one. */
  async function find(address: string): Promise<Response | undefined> {
    try {
      for (const { cache } of await all()) {
        const found = await cache.match(scope + address, LOOSE);
        if (found) return found;
      }
    } catch {
      // Storage that is denied or broken is a copy that is not there.
    }
    return undefined;
  }

  async function look(): Promise<CopyState> {
    const copies = await all();
    const mine = copies.find(({ name }) => name === own);
    const stored = new Set((await mine?.cache.keys())?.map(({ url }) => url));
    const older = copies.some(({ facts }) => facts !== null);
    return {
      kept: mine?.facts ? 'yes' : older ? 'older' : 'no',
      files: site.ahead.filter((address) => stored.has(scope + address)).length,
      of: site.ahead.length,
      bytes: site.bytes,
      transfer: site.transfer,
      hasEditor: site.onUse.some((address) => EDITOR.test(address) && stored.has(scope + address)),
      isSettled: true,
    };
  }

  async function fill(): Promise<void> {
    const [cache, before, state] = [await storage.open(own), await all(), await look()];
    if (state.kept !== 'yes') {
      const older = before.filter(({ name }) => name !== own);
      const stored = new Set((await cache.keys()).map(({ url }) => url));
      const missing = site.ahead.filter((address) => !stored.has(scope + address));
      const fetched = async (address: string) => {
        await quiet();
        await cache.put(scope + address, await bring(address, older));
        state.files += 1;
        for (const listener of listeners) listener({ ...state, isSettled: false });
      };
      await atOnce(AT_ONCE, missing, fetched);
      await takeOver(cache, older);
      const facts: Facts = { completed: Date.now(), pages: await openPages() };
      await cache.put(factsUrl, Response.json(facts));
    }
    await tidy();
  }

  async function bring(address: string, older: readonly Copy[]): Promise<Response> {
    const url = scope + address;
    if (isLasting(address)) {
      for (const { cache } of older) {
        const found = await cache.match(url);
        if (found) return found;
      }
    }
    const options: RequestInit = { cache: isLasting(address) ? 'default' : 'no-cache', priority: 'low' };
    const response = await fetch(url, options);
    const isHtml = response.headers.get('content-type')?.includes('text/html') ?? false;
    if (!response.ok || isHtml !== isPage(address))
      throw new Error(`${url} is not what this build has there`);
    const { headers } = response;
    if (!isHtml) return new Response(response.body, { headers });
    const text = await response.text();
    assertOfThisBuild(text, url);
    return new Response(text, { headers });
  }

  /** A page that came from a later build would lack its parts. */
  function assertOfThisBuild(html: string, url: string): void {
    const parts = html.matchAll(new RegExp(`${new URL(scope).pathname}(_astro/[^"'\\s)&<>\\\\]+)`, 'g'));
    for (const [, part = ''] of parts) {
      if (!site.ahead.includes(part) && !site.onUse.includes(part))
        throw new Error(`${url} belongs to another build: it names ${part}`);
    }
  }

  /** What the reader has used of the earlier build, and is the same in this one. */
  async function takeOver(cache: Cache, older: readonly Copy[]): Promise<void> {
    for (const address of site.onUse.filter(isLasting)) {
      for (const copy of older) {
        const found = await copy.cache.match(scope + address);
        if (found) await cache.put(scope + address, found);
      }
    }
  }

  /** Deletes what came before the own copy, once nobody reads in it. */
  async function tidy(): Promise<void> {
    const [copies, open] = [await all(), await openPages()];
    const mine = copies.find(({ name }) => name === own)?.facts;
    if (!mine || mine.pages.some((id) => open.includes(id))) return;
    const past = copies.filter(({ facts }) => (facts?.completed ?? 0) < mine.completed);
    await Promise.all(past.map(({ name }) => storage.delete(name)));
  }

  async function ended(reason: unknown): Promise<CopyState> {
    const isFull = reason instanceof Error && reason.name === 'QuotaExceededError';
    // Half a copy takes the place that others need.
    if (isFull) await storage.delete(own).catch(() => false);
    const state = await look().catch(() => null);
    if (state) return { ...state, trouble: isFull ? 'full' : 'network' };
    const { bytes, transfer, ahead } = site;
    return {
      kept: 'no',
      files: 0,
      of: ahead.length,
      bytes,
      transfer,
      hasEditor: false,
      isSettled: true,
      trouble: 'denied',
    };
  }

  return {
    find,
    look: () => look().catch(ended),

    /** Fetches what is missing; whoever asks while files are coming is told of the same ones. Never rejects. */
    async keep(listener: Progress): Promise<CopyState> {
      listeners.add(listener);
      keeping ??= fill().finally(() => (keeping = null));
      try {
        await keeping;
        return await look();
      } catch (reason) {
        return await ended(reason);
      } finally {
        listeners.delete(listener);
      }
    },

    /** Keeps what the reader has used, beside a copy that is there already. */
    async use(address: string, response: Response): Promise<void> {
      if (!response.ok || (!isLasting(address) && !site.onUse.includes(address))) return;
      try {
        const copy = (await all()).find(({ facts }) => facts !== null);
        await copy?.cache.put(scope + address, response);
      } catch {
        // Full or denied: it comes from the network the next time as well.
      }
    },

    async forget(): Promise<CopyState> {
      try {
        await Promise.all((await all()).map(({ name }) => storage.delete(name)));
        return await look();
      } catch (reason) {
        return await ended(reason);
      }
    },
  };
}

export type Copies = ReturnType<typeof createCopies>;

async function atOnce<T>(most: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
