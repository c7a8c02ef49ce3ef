/** The wire between the stand-in's frame (in the browser) and its bridge (in Node): JSON text over one WebSocket. */

/** A folder as the client of @webcontainer/api 1.6.4 sends it: `d` folder, `f` file, `b` binary as Latin-1, `l` link. */
export interface WireTree {
  d: Record<string, WireTree | WireFile>;
}
export interface WireFile {
  f: { c: string; b?: true } | { l: string };
}

/** A terminal's, in characters. */
export interface Size {
  cols: number;
  rows: number;
}

/** Binary data as base64. */
export interface Bytes {
  base64: string;
}

/** What the frame may ask of the bridge: operation name → its arguments and its answer. */
export interface Operations {
  /** Answers with the container's working directory. */
  build: { ask: object; answer: string };
  mount: { ask: { tree: WireTree; mountPoint: string }; answer: null };
  readFile: { ask: { path: string; encoding: string | null }; answer: string | Bytes };
  writeFile: { ask: { path: string; data: string | Bytes }; answer: null };
  readdir: { ask: { path: string }; answer: { name: string; isDirectory: boolean }[] };
  mkdir: { ask: { path: string; recursive: boolean }; answer: null };
  rm: { ask: { path: string; recursive: boolean; force: boolean }; answer: null };
  rename: { ask: { from: string; to: string }; answer: null };
  spawn: {
    ask: {
      id: number;
      command: string;
      args: string[];
      cwd: string;
      env: Record<string, string>;
      terminal: Size | null;
    };
    answer: null;
  };
  resize: { ask: { id: number } & Size; answer: null };
  watch: { ask: { id: number; path: string; recursive: boolean }; answer: null };
  unwatch: { ask: { id: number }; answer: null };
  write: { ask: { id: number; data: string }; answer: null };
  kill: { ask: { id: number }; answer: null };
  teardown: { ask: object; answer: null };
}
export type OperationName = keyof Operations;

export interface Request<Name extends OperationName = OperationName> {
  number: number;
  name: Name;
  ask: Operations[Name]['ask'];
}

export type Reply =
  | { type: 'answered'; number: number; answer: unknown }
  | { type: 'refused'; number: number; message: string };

export type ProcessNews =
  { type: 'wrote'; id: number; base64: string } | { type: 'exited'; id: number; code: number };

export interface WatchNews {
  type: 'changed';
  id: number;
  event: string;
  name: string | null;
}

/** A server of one of the processes begins or ceases to listen; `url` is where a browser reaches it. */
export interface PortNews {
  type: 'port';
  port: number;
  state: 'open' | 'close';
  url: string;
}

export type FromBridge = Reply | ProcessNews | WatchNews | PortNews | { type: 'died'; message: string };
