/**
 * Starts an unpacked workshop and does what an attendee's browser does, from within the same network, and prints what
 * it found as JSON. Arguments: the folder of the pack, a folder for the session.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { PROTOCOL } from '#workshop/protocol.ts';

const [pack = '', data = ''] = process.argv.slice(2);
const server = spawn(`${pack}/start.sh`, ['--host', '127.0.0.1', '--port', '0', '--data', data], {
  cwd: '/',
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** What the server prints behind a word, once it does. */
async function printed(): Promise<{ url: string; code: string }> {
  let url = '';
  for await (const line of createInterface({ input: server.stdout })) {
    url ||= /^Join at +(\S+)\/workshop\/$/.exec(line)?.[1] ?? '';
    const code = /^Code +(\S+)/.exec(line)?.[1];
    if (code !== undefined) return { url, code };
  }
  throw new Error('the server ended before it printed a code');
}

const { url, code } = await printed();
const pages = [
  '',
  'chapters/event-model/',
  'present/event-model/',
  'present/event-model/notes.json',
  'workshop/',
];
const answers = await Promise.all(pages.map(async (page) => (await fetch(`${url}/${page}`)).status));
const chapter = await (await fetch(`${url}/chapters/event-model/`)).text();
const assets = [
  ...new Set([...chapter.matchAll(/(?:src|href)="(\/_astro\/[^"]+)"/g)].map(([, path]) => path)),
];
const missing = await Promise.all(
  assets.map(async (path) => ((await fetch(`${url}${path}`)).ok ? [] : [path])),
);
const headers = { 'Content-Type': 'application/json', Origin: url };
const command = { type: 'Join', id: 'attendee-of-the-pack-1', name: 'Ada', mirrors: false };
const joined = await fetch(`${url}/workshop/api/join`, {
  method: 'POST',
  headers,
  body: JSON.stringify({ protocol: PROTOCOL, code, command }),
});
const me = await fetch(`${url}/workshop/api/me?as=attendee`, {
  headers: { Cookie: joined.headers.get('set-cookie')?.split(';')[0] ?? '' },
});
const { role } = (await me.json()) as { role?: string };
server.kill('SIGTERM');
const [exit] = await once(server, 'close');
console.log(
  JSON.stringify({
    answers,
    assets: assets.length,
    missing: missing.flat(),
    joined: joined.status,
    role,
    exit,
  }),
);
