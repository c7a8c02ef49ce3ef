/**
 * The container's side of an exercise that needs one: its folder there, in step with the editor. What the container
 * changes comes into the editor; what the learner had written instead is kept, and they are told.
 */
import type { FileMap } from '#lab/model.ts';
import type { Runtime } from '#runtime/runtime.ts';
import type { FileNews } from '#runtime/webcontainer/files-in-step.ts';
import type { Workspace } from '#runtime/webcontainer/workspace.ts';
import type { ExerciseData } from './data.ts';
import type { Engines } from './engines.ts';
import { changedInContainer, deletedInContainer, leftInContainer } from './file-news.ts';
import { dismiss, notify, type Model } from './model.ts';
import { serverClosed, serverOpened } from './preview.ts';
import { seededKit } from './share/seeded-kit.ts';

export interface ContainerSideOptions {
  model: Model;
  data: ExerciseData;
  engines: Engines;
  /** Puts files in place of the learner's, through the editor if one is open. */
  replaceFiles: (files: FileMap) => void;
  /** Keeps the files as they stand in the history. */
  keep: () => void;
  /** Aborts when the page is left for another one without a load: the folder stays, and nothing follows it. */
  left: AbortSignal;
}

export interface ContainerSide {
  /** The folder for the next job, holding what the editor holds; undefined on a runtime that has no folders. */
  settle(runtime: Runtime): Promise<string | undefined>;
  /** The folder, opened if need be. Rejects with a message for the learner. */
  workspace(): Promise<Workspace>;
  /** The learner's files have changed. */
  edited(): void;
}

export function createContainerSide(options: ContainerSideOptions): ContainerSide {
  const { model, data, engines } = options;
  /** What came from the container last, by which the learner's own changes are told from it. */
  const received = new Map<string, string>();
  let opened: Promise<Workspace> | undefined;
  let current: Workspace | undefined;
  options.left.addEventListener('abort', () => {
    opened?.then((place) => place.close()).catch(() => undefined);
  });

  async function open(): Promise<Workspace> {
    const place = await engines.openWorkspace({
      name: `${data.lab}-${data.id}`,
      host: data.host,
      files: () => model.files.peek(),
      beside: () => seededKit(data.kit, model.first.peek()),
      onFileNews: tell,
      onServer: serverChanged,
      onTrouble: filesStuck,
    });
    current = place;
    place.lost.catch(() => {
      if (current === place) current = opened = undefined;
      // Its servers are gone with it, and cannot say so.
      for (const { port } of model.preview.peek().servers) serverChanged(port, null);
    });
    return place;
  }

  function workspace(): Promise<Workspace> {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  function tell(news: FileNews): void {
    if (news.type === 'changed') return take(news);
    const text =
      news.type === 'deleted' ? deletedInContainer(news.path) : leftInContainer(news.path, news.why);
    notify(model, { topic: `file:${news.path}`, text });
  }

  function take({ path, text, conflict }: FileNews & { type: 'changed' }): void {
    const before = model.files.peek()[path];
    const isLearners = before !== undefined && before !== received.get(path) && before !== data.starter[path];
    received.set(path, text);
    dismiss(model, `file:${path}`);
    if (isLearners) options.keep();
    options.replaceFiles({ ...model.files.peek(), [path]: text });
    if (before === undefined) model.announcement.value = `${path} is new, from the container.`;
    if (!isLearners) return;
    notify(model, {
      topic: `file:${path}`,
      text: changedInContainer(path, conflict),
      action: {
        label: 'Take mine back',
        act() {
          dismiss(model, `file:${path}`);
          options.replaceFiles({ ...model.files.peek(), [path]: before });
          model.announcement.value = `Your ${path} is back.`;
        },
      },
    });
  }

  function serverChanged(port: number, url: string | null): void {
    const { value } = model.preview;
    model.preview.value = url === null ? serverClosed(value, port) : serverOpened(value, port, url);
    const name = `port ${String(port)}`;
    model.announcement.value =
      url === null
        ? `The server on ${name} has closed.`
        : `A server listens on ${name}. The preview shows it.`;
    // Who works in the terminal stays there.
    if (url !== null && data.needs.includes('http') && model.sidePane.peek() === 'output') {
      model.sidePane.value = 'preview';
    }
  }

  function filesStuck(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    notify(model, {
      topic: 'files-stuck',
      text: `Your files could not be carried into the container (${reason}). They are kept here; run again to try once more.`,
    });
  }

  return {
    async settle(runtime) {
      if (runtime.engine !== 'webcontainer') return undefined;
      const place = await workspace();
      await place.settle();
      return place.folder;
    },
    workspace,
    edited: () => current?.edited(),
  };
}
