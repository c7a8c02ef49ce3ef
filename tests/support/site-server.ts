/** Serves a built site for a test, through the same code as `npm start`. */
import { resolve } from 'node:path';
import { ROOT } from '#cli/install.mjs';
import { listen, type Listening } from '#cli/listen.ts';
import { createSite, type SiteOptions } from '#cli/site.ts';

/**
 * @param options `root` defaults to the built site; `headers: false` is a host that cannot set headers
 * @returns the address and how to close it
 */
export function startSite(options: Partial<SiteOptions> = {}): Promise<Listening> {
  const site = createSite({ ...options, root: resolve(ROOT, options.root ?? 'dist') });
  return listen(site, { port: 0 });
}
