/** `npm run links`: the addresses that the built site links to, for somebody with a network to go through. */
import { join } from 'node:path';
import { ROOT } from '#cli/install.mjs';
import { checkSiteLinks } from './built-links.ts';

const { external } = checkSiteLinks(join(ROOT, 'dist'));
for (const { url, pages } of external) console.log(`${url}\n  ${pages.join(', ')}`);
console.log(
  external.length === 0
    ? 'Nothing is built yet: npm run build, then again.'
    : `${external.length} addresses.`,
);
