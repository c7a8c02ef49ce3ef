/** One exercise at work in one place of a page: puts model, jobs, editor, saved work and engines together. */
import { createPlainEditor } from '#editor/plain/create.ts';
import type { FileMap } from '#lab/model.ts';
import type { EngineId, RunEnded } from '#runtime/runtime.ts';
import { createContainerSide } from './container-side.ts';
import { exerciseKey, type ExerciseData } from './data.ts';
import { createEditing, type Editing } from './editing.ts';
import { followEngine } from './engine-news.ts';
import type { Engines } from './engines.ts';
import { EXERCISE_PASSED, JOB_ENDED, JOB_STARTED, type JobEnded } from './events.ts';
import { followWorkshop } from './from-workshop.ts';
import { createJobs } from './jobs.ts';
import { keepChoices } from './kept-choices.ts';
import { dismiss, notify, type Actions, type Model, type Shown } from './model.ts';
import { createSavedWork } from './saved-work.ts';
import { createSideActions } from './side-actions.ts';
import { createLinkedCode } from './share/linked-code.ts';
import { reduce, type Job } from './state.ts';
import type { Store } from './storage.ts';
import { createViewActions } from './view/view-actions.ts';
import { createPictures } from './view/pictures.ts';
import { currentTheme, isEditorOutOfReach, onThemeChange, prefersPlainEditor } from './surroundings.ts';

export interface SessionOptions {
  model: Model;
  data: ExerciseData;
  /** The element that holds the workbench. */
  root: HTMLElement;
  store: Store;
  engines: Engines;
  /** Aborts when the page is left for another one without a load: all that goes on ends. */
  left: AbortSignal;
}

export function createSession(options: SessionOptions): Actions {
  const { model, data, root, store, engines, left } = options;
  model.data.value = data;
  keepChoices(model, store, left);
  const saved = createSavedWork({ model, store, replaceFiles, left });
  /** The instructor's, while these run in place of the learner's. */
  let guest: FileMap | null = null;
  const running = () => guest ?? model.files.peek();
  const pictures = createPictures({
    model,
    files: running,
    root,
    left,
    recorder: () => engines.recorder(),
    ranElsewhere: () => ranOn !== 'embedded',
  });
  const jobs = createJobs({
    model,
    runtime: readyRuntime,
    files: running,
    checks: () => data.checks,
    folder: () => folder,
    trace: pictures.wanted,
    onTurns: pictures.turned,
    isInTheWay: ({ events }) => events.some((event) => 'type' in event && event.type === 'TracingEnded'),
    onTrace: pictures.recorded,
    abandon: () => engines.abandon(),
    onEnded: jobEnded,
  });
  // A lab that needs nothing of a container has no folder there: its files go along with each job.
  const keep = () => saved.keep('replaced');
  const side =
    data.needs.length > 0 ? createContainerSide({ model, data, engines, replaceFiles, keep, left }) : null;
  let folder: string | undefined;
  let ranOn: EngineId = 'embedded';
  const linked = createLinkedCode({ model, root, saved, show: replaceFiles });
  const workshop = followWorkshop({ model, root, replace, run: (other) => start('run', other), left });
  let editing: Editing | null = null;

  left.addEventListener('abort', followEngine(model, engines));
  left.addEventListener('abort', () => {
    jobs.stop();
    editing?.dispose();
  });

  async function readyRuntime() {
    const runtime = await engines.runtime();
    ranOn = runtime.engine;
    folder = await side?.settle(runtime);
    return runtime;
  }

  function edited(files: FileMap) {
    model.files.value = files;
    side?.edited();
    model.bench.value = reduce(model.bench.value, { type: 'CodeEdited' });
    if (linked.isShowing) return;
    linked.becomeMine();
    saved.save();
  }

  function replaceFiles(files: FileMap) {
    if (!editing?.write(files)) edited(files);
  }

  function start(job: Job, other: FileMap | null = null) {
    if (job === 'check' && data.checkNames.length === 0) return;
    model.shown.value = 'mine';
    guest = other;
    if (other === null) dismiss(model, 'guest');
    pictures.jobStarted(job);
    if (job === 'check' && model.linked.peek() === null) saved.keep('checked');
    root.dispatchEvent(new CustomEvent<Job>(JOB_STARTED, { bubbles: true, detail: job }));
    jobs.start(job);
  }

  function jobEnded(job: Job, end: RunEnded) {
    pictures.jobEnded(job, end);
    // Not before: WebContainer's start would keep the first answer waiting.
    engines.intend();
    tellEnd(job);
    if (job === 'run' || model.bench.peek().verdict !== 'passed') return;
    // Passed with somebody else's code is not passed.
    if (model.linked.peek() !== null) return;
    saved.markPassed();
    root.dispatchEvent(new CustomEvent(EXERCISE_PASSED, { bubbles: true, detail: exerciseKey(data) }));
  }

  function tellEnd(job: Job) {
    if (guest !== null || model.linked.peek() !== null) return;
    const { verdict, checks } = model.bench.peek();
    const failing = checks.find(({ status }) => status !== 'passed')?.name ?? null;
    const state = job === 'run' ? 'ran' : verdict === 'passed' ? 'passed' : 'failed';
    const detail: JobEnded = {
      exercise: exerciseKey(data),
      state,
      failing: state === 'failed' ? failing : null,
      files: model.files.peek(),
    };
    root.dispatchEvent(new CustomEvent(JOB_ENDED, { bubbles: true, detail }));
  }

  function edit(offset = 0) {
    engines.intend();
    model.shown.value = 'mine';
    editing ??= openEditing(options, (path, text) => edited({ ...model.files.peek(), [path]: text }));
    const { open: openEditor } = editing;
    const begin = () =>
      void openEditor(model.files.peek(), model.active.peek(), { start: offset, end: offset });
    if (model.sidePane.peek() !== 'view') return begin();
    model.sidePane.value = 'output';
    // The picture has made way by then; what it covers takes no focus.
    requestAnimationFrame(begin);
  }

  function open(path: string) {
    model.active.value = path;
    editing?.show(path);
  }

  function replace(files: FileMap, said: string) {
    model.shown.value = 'mine';
    saved.replace(files, said);
  }

  function filesOf(shown: Shown): FileMap {
    if (shown === 'mine') return model.files.peek();
    return { ...data.starter, ...(shown === 'solution' ? data.solution : {}) };
  }

  // A lab page's address may bring code; a chapter's never does.
  if (root.dataset['layout'] === 'full') {
    void linked.open();
    globalThis.addEventListener('hashchange', () => void linked.open(), { signal: left });
  }

  const actions: Actions = {
    run: () => start('run'),
    check: () => start('check'),
    stop: () => jobs.stop(),
    edit,
    open,
    compare(shown) {
      if (workshop.refuses(shown)) return;
      model.shown.value = shown;
      // The picture of a run would cover it.
      if (model.sidePane.peek() === 'view') model.sidePane.value = 'output';
    },
    adopt(shown) {
      if (!workshop.refuses(shown)) replace(filesOf(shown), `This is the ${shown} now.`);
    },
    restore: (version) => replace({ ...data.starter, ...version.files }, 'This is the earlier version now.'),
    reset() {
      model.program.value = model.face.play[0]?.id ?? '';
      replace(data.starter, 'Reset to the starter.');
    },
    nextHint() {
      model.hintsShown.value = Math.min(model.hintsShown.peek() + 1, data.hints.length);
    },
    showPanel: (panel) =>
      void withLoaded('panel', async () => {
        (await import('./panels/open-panel.ts')).openPanel(panel, { model, data, actions });
      }),
    download: () =>
      void withLoaded('project', async () => {
        (await import('./project/download.ts')).downloadProject(model, data);
      }),
    openInStackBlitz: () =>
      void withLoaded('project', async () => {
        (await import('./project/stackblitz.ts')).openInStackBlitz(model, data);
      }),
    ...workshop.actions,
    leaveLink: () => linked.leave(),
    keepLinked: () => edited(model.files.peek()),
    dismiss: (topic) => dismiss(model, topic),
    pinEngine: (pin) => engines.pin(pin),
    ...createSideActions({ model, root, side }),
    ...createViewActions({ model, pictures, start, open, edit, replace }),
    changeEngine() {
      const { offer } = model.engine.peek();
      if (offer?.act === 'reload') location.reload();
      else if (offer?.act === 'stop') engines.stop();
      else if (offer) engines.restart();
    },
  };
  return actions;

  /** Carries out what has to be loaded first. */
  async function withLoaded(topic: string, act: () => Promise<void>) {
    try {
      await act();
      dismiss(model, topic);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notify(model, {
        topic,
        text: `That could not be loaded (${reason}). Check the connection, then press again.`,
      });
    }
  }
}

function openEditing(
  { model, root, data, left }: SessionOptions,
  onEdit: (path: string, text: string) => void,
): Editing {
  const place = (kind: string) => {
    const element = root.querySelector<HTMLElement>(`[data-editor-place="${kind}"]`);
    if (!element) throw new Error(`The workbench has no place for the ${kind} editor.`);
    return element;
  };
  const editing = createEditing({
    places: { plain: place('plain'), monaco: place('monaco') },
    host: data.host,
    types: declarationsIn(data.kit),
    theme: currentTheme,
    label: (path) => `Code of ${path}`,
    createPlain: createPlainEditor,
    loadMonaco: prefersPlainEditor()
      ? null
      : async () => {
          if (await isEditorOutOfReach())
            throw new Error('you are offline, and it has not been used here before');
          return (await import('#editor/monaco/create.ts')).createMonacoEditor;
        },
    onEdit,
    onChange(state, editor) {
      model.editor.value = state;
      model.wayOut.value = editor.wayOut;
    },
    onMonacoFailed(error) {
      const reason = error instanceof Error ? error.message : String(error);
      notify(model, {
        topic: 'editor',
        text: `The full editor could not be loaded (${reason}). This plain one does the same work; your edits are kept.`,
      });
    },
  });
  left.addEventListener(
    'abort',
    onThemeChange((theme) => editing.setTheme(theme)),
  );
  return editing;
}

function declarationsIn(kit: FileMap): FileMap {
  return Object.fromEntries(Object.entries(kit).filter(([path]) => path.endsWith('.d.ts')));
}
