/**
 * The half of the stand-in that runs in the hidden frame: speaks the wire protocol of @webcontainer/api 1.6.4 to the
 * page and passes every operation on to the bridge. Bundled by stand-in.ts; not imported by anything else.
 */
import type {
  FromBridge,
  OperationName,
  Operations,
  PortNews,
  ProcessNews,
  Size,
  WireTree,
} from './bridge-messages.ts';
import { comlink } from './comlink.ts';

type Listener = (...args: unknown[]) => void;
type Sink = ((bytes: Uint8Array | null) => Promise<void>) | undefined;

const { bridge, delay } = document.documentElement.dataset as { bridge: string; delay: string };
const socket = new WebSocket(bridge);
const opened = new Promise((resolve, reject) => {
  socket.onopen = resolve;
  socket.onerror = reject;
});
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
const followers = new Map<number, (news: ProcessNews) => void>();
const listeners = new Map<string, Set<Listener>>();
const watchers = new Map<number, Listener>();
let lastNumber = 0;
let workdir = '';

socket.onmessage = ({ data }: MessageEvent<string>) => {
  const news = JSON.parse(data) as FromBridge;
  if (news.type === 'answered') waiting.get(news.number)?.resolve(news.answer);
  else if (news.type === 'refused') waiting.get(news.number)?.reject(new Error(news.message));
  else if (news.type === 'died')
    for (const tell of listeners.get('error') ?? []) tell({ message: news.message });
  else if (news.type === 'port') tellPort(news);
  else if (news.type === 'changed') watchers.get(news.id)?.(news.event, news.name);
  else followers.get(news.id)?.(news);
};

function tellPort({ port, state, url }: PortNews): void {
  for (const tell of listeners.get('port') ?? []) tell(port, state, url);
  if (state === 'open') for (const tell of listeners.get('server-ready') ?? []) tell(port, url);
}

async function request<Name extends OperationName>(
  name: Name,
  ask: Operations[Name]['ask'],
): Promise<Operations[Name]['answer']> {
  await opened;
  const number = ++lastNumber;
  const answer = new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
  socket.send(JSON.stringify({ number, name, ask }));
  return answer.finally(() => waiting.delete(number)) as Promise<Operations[Name]['answer']>;
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
const encodingOf = (option: unknown): string | null =>
  typeof option === 'string'
    ? option
    : ((option as { encoding?: string } | null | undefined)?.encoding ?? null);

const fileSystem = {
  async readFile(path: string, option: unknown) {
    const content = await request('readFile', { path, encoding: encodingOf(option) });
    if (typeof content === 'string') return content;
    const bytes = fromBase64(content.base64);
    return comlink.transfer(bytes, [bytes.buffer]);
  },
  writeFile: (path: string, data: string | Uint8Array) =>
    request('writeFile', { path, data: typeof data === 'string' ? data : { base64: toBase64(data) } }),
  async readdir(path: string, option: { withFileTypes?: boolean } | string | null) {
    const entries = await request('readdir', { path });
    if (typeof option !== 'object' || !option?.withFileTypes) return entries.map((entry) => entry.name);
    return entries.map((entry) => ({ name: entry.name, 'Symbol(type)': entry.isDirectory ? 2 : 1 }));
  },
  mkdir: (path: string, option?: { recursive?: boolean }) =>
    request('mkdir', { path, recursive: option?.recursive ?? false }),
  rm: (path: string, option?: { recursive?: boolean; force?: boolean }) =>
    request('rm', { path, recursive: option?.recursive ?? false, force: option?.force ?? false }),
  rename: (from: string, to: string) => request('rename', { from, to }),
  async watch(path: string, option: { recursive?: boolean } | string | null, listener: Listener) {
    const id = ++lastNumber;
    watchers.set(id, listener);
    const recursive = typeof option === 'object' && option?.recursive === true;
    await request('watch', { id, path, recursive });
    return comlink.proxy({ close: () => request('unwatch', { id }) });
  },
};

interface Launch {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string | number | boolean>;
  terminal?: Size;
}

async function run(
  { command, args, cwd, env = {}, terminal }: Launch,
  _out: Sink,
  _err: Sink,
  output: Sink,
): Promise<object> {
  const id = ++lastNumber;
  const onExit = new Promise<number>((resolve) => {
    // The client waits for the end of the output as well as for the exit code: deliver one after the other.
    let delivered = Promise.resolve();
    followers.set(id, (news) => {
      delivered = delivered.then(async () => {
        if (news.type === 'wrote') return output?.(fromBase64(news.base64));
        followers.delete(id);
        await output?.(null);
        resolve(news.code);
      });
    });
  });
  const texts = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
  await request('spawn', { id, command, args, cwd: cwd ?? '.', env: texts, terminal: terminal ?? null });
  return comlink.proxy({
    onExit,
    write: (data: string) => request('write', { id, data }),
    resize: ({ cols, rows }: Size) => request('resize', { id, cols, rows }),
    kill: () => request('kill', { id }),
  });
}

const container = {
  run,
  fs: () => comlink.proxy(fileSystem),
  previewScript: () => null,
  runtimeInfo: () => ({ path: '/bin:/usr/bin:/usr/local/bin', cwd: workdir }),
  async loadFiles(payload: Uint8Array, { mountPoints }: { mountPoints?: string } = {}) {
    const tree = JSON.parse(new TextDecoder().decode(payload)) as WireTree;
    await request('mount', { tree, mountPoint: mountPoints ?? '.' });
  },
  on(event: string, listener: Listener) {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    return comlink.proxy(() => set.delete(listener));
  },
  teardown: () => request('teardown', {}),
};

const server = {
  async build() {
    workdir = await request('build', {});
    return comlink.proxy(container);
  },
};

setTimeout(() => {
  const { port1, port2 } = new MessageChannel();
  comlink.expose(server, port1);
  window.parent.postMessage({ type: 'init' }, '*', [port2]);
}, Number(delay));
