/** One exercise at work in one place of a page: puts model, jobs, editor, saved work and engines together. */
import { createPlainEditor } from '#editor/plain/create.ts';
import type { FileMap } from '#lab/model.ts';
import { exerciseKey, type ExerciseData } from './data.ts';
import { createEditing, type Editing } from './editing.ts';
import type { Engines } from './engines.ts';
import { EXERCISE_PASSED, JOB_STARTED } from './events.ts';
import { createJobs } from './jobs.ts';
import { dismiss, notify, type Actions, type Model, type Shown } from './model.ts';
import { createSavedWork } from './saved-work.ts';
import { reduce, type Job } from './state.ts';
import type { Store } from './storage.ts';
import { currentTheme, onThemeChange, prefersPlainEditor } from './surroundings.ts';

export interface SessionOptions {
  model: Model;
  data: ExerciseData;
  /** The element that holds the workbench. */
  root: HTMLElement;
  store: Store;
  engines: Engines;
}

export function createSession(options: SessionOptions): Actions {
  const { model, data, root, store, engines } = options;
  model.data.value = data;
  const saved = createSavedWork({ model, store, replaceFiles });
  const jobs = createJobs({
    model,
    runtime: () => engines.runtime(),
    files: () => model.files.peek(),
    checks: () => data.checks,
    abandon: () => engines.abandon(),
    onEnded: jobEnded,
  });
  let editing: Editing | null = null;

  model.engine.value = engines.badge();
  engines.onBadge((badge) => (model.engine.value = badge));

  function edited(files: FileMap) {
    model.files.value = files;
    model.bench.value = reduce(model.bench.value, { type: 'CodeEdited' });
    saved.save();
  }

  function replaceFiles(files: FileMap) {
    if (!editing?.write(files)) edited(files);
  }

  function start(job: Job) {
    model.shown.value = 'mine';
    if (job === 'check') saved.keep();
    root.dispatchEvent(new CustomEvent<Job>(JOB_STARTED, { bubbles: true, detail: job }));
    jobs.start(job);
  }

  function jobEnded(job: Job) {
    // Not before: WebContainer's start would keep the first answer waiting.
    engines.intend();
    if (job === 'run' || model.bench.peek().verdict !== 'passed') return;
    saved.markPassed();
    root.dispatchEvent(new CustomEvent(EXERCISE_PASSED, { bubbles: true, detail: exerciseKey(data) }));
  }

  function edit(offset = 0) {
    engines.intend();
    model.shown.value = 'mine';
    editing ??= openEditing(options, (path, text) => edited({ ...model.files.peek(), [path]: text }));
    void editing.open(model.files.peek(), model.active.peek(), { start: offset, end: offset });
  }

  function replace(files: FileMap, said: string) {
    model.shown.value = 'mine';
    saved.replace(files, said);
  }

  function filesOf(shown: Shown): FileMap {
    if (shown === 'mine') return model.files.peek();
    return { ...data.starter, ...(shown === 'solution' ? data.solution : {}) };
  }

  return {
    run: () => start('run'),
    check: () => start('check'),
    stop: () => jobs.stop(),
    edit,
    open(path) {
      model.active.value = path;
      editing?.show(path);
    },
    compare: (shown) => (model.shown.value = shown),
    adopt: (shown) => replace(filesOf(shown), `This is the ${shown} now.`),
    restore: (version) => replace({ ...data.starter, ...version.files }, 'This is the earlier version now.'),
    reset: () => replace(data.starter, 'Reset to the starter.'),
    nextHint() {
      model.hintsShown.value = Math.min(model.hintsShown.peek() + 1, data.hints.length);
    },
    dismiss: (topic) => dismiss(model, topic),
    pinEngine: (pin) => engines.pin(pin),
    retryEngine: () => location.reload(),
  };
}

function openEditing(
  { model, root, data }: SessionOptions,
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
    theme: currentTheme,
    label: (path) => `Code of ${path}`,
    createPlain: createPlainEditor,
    loadMonaco: prefersPlainEditor()
      ? null
      : async () => (await import('#editor/monaco/create.ts')).createMonacoEditor,
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
  onThemeChange((theme) => editing.setTheme(theme));
  return editing;
}
