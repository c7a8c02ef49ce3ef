/** The checks of the preflight page that need no runtime, and the report of all of them. */
import type { Finding } from '#workbench/preflight.ts';

export interface Named extends Finding {
  name: string;
}

/** What the labs' own pages use, and old browsers lack. */
const FEATURES: Readonly<Record<string, () => boolean>> = {
  'workers that are modules': () => typeof Worker === 'function',
  'private class fields': () => runs('(class { #a = 1; static b(o) { return #a in o; } })'),
  'Promise.withResolvers': () => 'withResolvers' in Promise,
  'server-sent events': () => typeof EventSource === 'function',
  dialogs: () => typeof HTMLDialogElement === 'function',
};

export function checkBrowser(): Finding {
  const missing = Object.entries(FEATURES).flatMap(([name, has]) => (has() ? [] : [name]));
  if (missing.length === 0) return { verdict: 'good', sentence: 'This browser has what the handbook needs.' };
  return {
    verdict: 'bad',
    sentence: `This browser is too old: it lacks ${missing.join(', ')}. Bring a current Chrome, Edge, Firefox or Safari.`,
  };
}

/** @param open opens the storage; may throw */
export function checkStorage(open: () => Pick<Storage, 'setItem' | 'getItem' | 'removeItem'>): Finding {
  const [key, text] = ['handbook:preflight', 'x'.repeat(200_000)];
  try {
    const storage = open();
    storage.setItem(key, text);
    const isKept = storage.getItem(key) === text;
    storage.removeItem(key);
    if (isKept) return { verdict: 'good', sentence: 'This browser keeps your code between visits.' };
  } catch {
    // Denied or full: said below.
  }
  return {
    verdict: 'less',
    sentence:
      'This browser stores nothing for the page, so your code is lost with a reload. Leave private browsing, or allow this site to store data.',
  };
}

const TOLERANCE_S = 120;

/** @param date the server’s, as in the header of that name; @param now the computer’s time in milliseconds */
export function checkClock(date: string | null, now: number): Finding {
  const served = Date.parse(date ?? '');
  if (Number.isNaN(served))
    return { verdict: 'less', sentence: 'The server does not tell its time, so the clock was not compared.' };
  const off = Math.round((now - served) / 1000);
  if (Math.abs(off) <= TOLERANCE_S) return { verdict: 'good', sentence: 'The clock is right.' };
  const way = off > 0 ? 'fast' : 'slow';
  return {
    verdict: 'less',
    sentence: `The clock is ${Math.round(Math.abs(off) / 60)} minutes ${way}. Secure pages and installing packages may fail; let the system set it.`,
  };
}

const WORDS = { good: 'good', less: 'LESS', bad: 'BAD' } as const;

/** The hosts that WebContainer is known to use; its vendor may change them. */
export const HOSTS: readonly { host: string; what: string }[] = [
  { host: 'stackblitz.com', what: 'starts WebContainer' },
  { host: '*.staticblitz.com', what: 'its programs' },
  { host: 'w-corp-staticblitz.com, *.w-corp-staticblitz.com', what: 'the container itself' },
  { host: '*.webcontainer-api.io', what: 'servers that run in it' },
  { host: 'registry.npmjs.org', what: 'packages, in labs that install some' },
];

/** Plain text, to be sent to whoever leads the workshop or runs the network. */
export function reportOf(
  findings: readonly Named[],
  page: { address: string; browser: string; at: Date },
): string {
  return [
    `Preflight of ${page.address}`,
    `${page.at.toISOString()} · ${page.browser}`,
    '',
    ...findings.map(({ name, verdict, sentence }) => `[${WORDS[verdict]}] ${name}: ${sentence}`),
    '',
    'Hosts to let through (https, port 443), for WebContainer only:',
    ...HOSTS.map(({ host, what }) => `  ${host}  (${what})`),
    '',
  ].join('\n');
}

function runs(source: string): boolean {
  try {
    return Boolean(new Function(`return ${source}`)());
  } catch {
    return false;
  }
}
