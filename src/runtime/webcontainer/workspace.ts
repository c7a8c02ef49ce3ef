import type { FileMap, Host } from '#lab/model.ts';
import type { Booted } from './boot.ts';
import { createFilesInStep, type FileNews } from './files-in-step.ts';
import { openShell, type Shell, type TerminalSize } from './shell.ts';
import { withPackageType } from './mount.ts';
import { readText } from './folder-files.ts';

export interface WorkspaceOptions {
  /** Its folder in the container, one name without slashes; the learner reads it in the terminal. */
  name: string;
  host: Host;
  /** The editor's files as they stand. */
  files: () => FileMap;
  /** What stands beside them there and is not the learner's: the lab kit. */
  beside?: () => FileMap;
  /** Something has changed in the container: put it into the editor, at once, and tell the learner. */
  onFileNews: (news: FileNews) => void;
  /** A server in the container listens and answers at `url`; null when it has closed. */
  onServer: (port: number, url: string | null) => void;
  /** Files could not be carried over. */
  onTrouble: (error: unknown) => void;
}

/** A folder in the container that one exercise keeps, in step with the editor, with shells in it. */
export interface Workspace {
  /** Relative to the container's working directory; for `Program.folder`. */
  readonly folder: string;
  /** Never resolves; rejects with a `RuntimeError` when the container dies or is stopped. */
  readonly lost: Promise<never>;
  /** The editor's files have changed. */
  edited(): void;
  /** Resolves when all that was changed on either side before the call is on both. */
  settle(): Promise<void>;
  openShell(size: TerminalSize): Promise<Shell>;
  /** Ends its shells and lets the files be. */
  close(): void;
}

export async function openWorkspace(
  { container, lost }: Booted,
  options: WorkspaceOptions,
): Promise<Workspace> {
  const { name: folder, host, files, beside, onFileNews, onServer, onTrouble } = options;
  const shells = new Set<Shell>();
  await container.fs.mkdir(folder, { recursive: true });
  const packageFile = `${folder}/package.json`;
  if ((await readText(container.fs, packageFile)) === undefined) {
    await container.fs.writeFile(packageFile, withPackageType(files(), host)['package.json'] ?? '');
  }
  const inStep = createFilesInStep({
    container,
    folder,
    files,
    ...(beside && { beside }),
    onNews: onFileNews,
    onTrouble,
  });
  const unsubscribe = [
    container.on('server-ready', onServer),
    container.on('port', (port, type) => type === 'close' && onServer(port, null)),
  ];
  const close = (): void => {
    inStep.close();
    for (const stop of unsubscribe) stop();
    for (const shell of shells) shell.close();
  };
  lost.catch(close);

  return {
    folder,
    lost,
    edited: inStep.edited,
    settle: () => Promise.race([inStep.settle(), lost]),
    async openShell(size) {
      const shell = await openShell(container, folder, size);
      shells.add(shell);
      void shell.ended.then(() => shells.delete(shell));
      return shell;
    },
    close,
  };
}
