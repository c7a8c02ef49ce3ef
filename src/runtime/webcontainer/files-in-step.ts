/**
 * Keeps a folder of the container and the editor's files in step, both ways. Every pass compares three texts of a
 * file: the editor's, the container's, and the one on which they last agreed; so what one side has just received
 * is never sent back, and nobody's change is overwritten unseen.
 */
import type { FileMap } from '#lab/model.ts';
import type { Container } from './client.ts';
import { isHidden, type LeftOut, readFolder, readText } from './folder-files.ts';
import { reconcile } from './reconcile.ts';

/**
 * What has happened in the container. `changed`: a file is new or has another text; with `conflict`, the editor's
 * text had changed as well since they agreed, and the container's wins. `deleted`: the editor keeps its text, and
 * gives it back when it changes.
 */
export type FileNews =
  | { type: 'changed'; path: string; text: string; conflict: boolean }
  | { type: 'deleted'; path: string }
  | { type: 'left-out'; path: string; why: LeftOut };

export interface FilesInStepOptions {
  container: Container;
  folder: string;
  /** The editor's files as they stand. */
  files: () => FileMap;
  /** Files that stand beside the editor's and never in it: each pass writes them as they should be. */
  beside?: () => FileMap;
  /** Puts a change into the editor, at once, and tells the learner. */
  onNews: (news: FileNews) => void;
  /** The container has been lost, or refused to write. */
  onTrouble: (error: unknown) => void;
  /** Milliseconds between a change on either side and the pass that carries it over. Default 150. */
  delayMs?: number;
}

export interface FilesInStep {
  /** The editor's files have changed. */
  edited(): void;
  /** Resolves when all that was changed on either side before the call is on both. */
  settle(): Promise<void>;
  close(): void;
}

export function createFilesInStep(options: FilesInStepOptions): FilesInStep {
  const { container, folder, delayMs = 150 } = options;
  const agreed = new Map<string, string>();
  /** Deleted in the container: the text that the editor still has, and does not send back by itself. */
  const withheld = new Map<string, string>();
  const mentioned = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passes: Promise<void> = Promise.resolve();
  let isClosed = false;
  // What the folder held before is the basis: the editor's files go over it.
  let isFirst = true;

  function settle(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    passes = passes.catch(() => undefined).then(pass);
    return passes;
  }

  // At most one pass is waiting: whatever changes until it begins goes with it.
  function soon(): void {
    if (!isClosed) timer ??= setTimeout(() => settle().catch(options.onTrouble), delayMs);
  }

  async function pass(): Promise<void> {
    if (isClosed) return;
    const known = new Set([...Object.keys(options.files()), ...agreed.keys()]);
    const { texts, leftOut } = await readFolder(container.fs, folder, known);
    if (isFirst) for (const [path, text] of texts) agreed.set(path, text);
    isFirst = false;
    const beside = options.beside?.() ?? {};
    for (const [path, text] of Object.entries(beside)) {
      if (texts.get(path) !== text) await put(path, text);
    }
    for (const [path, why] of leftOut) if (!(path in beside)) mention(path, why);
    for (const path of new Set([...known, ...texts.keys()])) {
      if (!leftOut.has(path) && !(path in beside)) await bringInStep(path, texts.get(path));
    }
  }

  async function put(path: string, text: string): Promise<void> {
    const parent = path.split('/').slice(0, -1).join('/');
    if (parent) await container.fs.mkdir(`${folder}/${parent}`, { recursive: true });
    await container.fs.writeFile(`${folder}/${path}`, text);
  }

  async function bringInStep(path: string, text: string | undefined): Promise<void> {
    if (isClosed) return;
    // Read now, not at the beginning of the pass: the learner types on while files are read and written.
    const editor = options.files()[path];
    const basis = text === undefined ? undefined : withheld.get(path);
    const step = reconcile({ agreed: basis ?? agreed.get(path), editor, container: text });
    if (step === 'to-container' && editor !== undefined) return write(path, editor, text);
    if (step === 'to-editor' || step === 'conflict') return receive(path, text ?? '', step === 'conflict');
    if (step === 'deleted') return lose(path, editor);
    if (step === 'none' && text !== undefined) agreed.set(path, text);
  }

  async function write(path: string, text: string, expected: string | undefined): Promise<void> {
    if (withheld.get(path) === text) return;
    // The folder was read some time ago; the container has no way to write only over what is expected.
    if ((await readText(container.fs, `${folder}/${path}`)) !== expected) return soon();
    withheld.delete(path);
    await put(path, text);
    agreed.set(path, text);
  }

  function receive(path: string, text: string, conflict: boolean): void {
    withheld.delete(path);
    agreed.set(path, text);
    options.onNews({ type: 'changed', path, text, conflict });
  }

  function lose(path: string, editor: string | undefined): void {
    agreed.delete(path);
    if (editor === undefined) return;
    withheld.set(path, editor);
    options.onNews({ type: 'deleted', path });
  }

  function mention(path: string, why: LeftOut): void {
    if (mentioned.has(path)) return;
    mentioned.add(path);
    options.onNews({ type: 'left-out', path, why });
  }

  const watcher = container.fs.watch(folder, { recursive: true }, (_event, name) => {
    if (typeof name !== 'string' || !isHidden(name)) soon();
  });

  return {
    edited: soon,
    settle,
    close() {
      isClosed = true;
      clearTimeout(timer);
      watcher.close();
    },
  };
}
