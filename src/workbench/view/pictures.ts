/**
 * What the lab's view draws: asks each run for its trace, loads the view beside the first run, and says in a sentence
 * why there is no picture where there is none. The output is never touched by it.
 */
import { Signal } from '@preact/signals';
import type { FileMap } from '#lab/model.ts';
import { decodeTrace, encodeTrace } from '#trace/codec.ts';
import type { RecordedTrace, Trace } from '#trace/trace.ts';
import type { CheckJob, Program, Run, RunEnded, Runtime } from '#runtime/runtime.ts';
import type { View } from '#views/view.ts';
import { TRACE_SHOWN } from '../events.ts';
import { dismiss, notify, type Model } from '../model.ts';
import type { Job } from '../state.ts';
import { seededKit } from '../share/seeded-kit.ts';
import { addStyles } from './add-styles.ts';
import { chooseFile, saveFile } from './files.ts';
import { foundSeed, onlyFound } from './explored.ts';
import { inFrames } from './in-frames.ts';
import type { Drawn } from './picture-state.ts';
import { receiveTrace } from './received.ts';
import { racesOf } from './races.ts';
import { recordBeside } from './record-beside.ts';
import { traceFor, VIEWS } from './views.ts';

export interface Pictures {
  /** The kind of trace that a job is asked for; undefined where nothing draws one. */
  wanted(job: Job): string | undefined;
  jobStarted(job: Job): void;
  /** The loop of the run under way has turned so often; null if nobody can see it any more. */
  turned(turns: number | null): void;
  recorded(job: Job, trace: RecordedTrace): void;
  jobEnded(job: Job, end: RunEnded): void;
  /** Puts the picture in front. */
  bringUp(): void;
  /** Hands the browser the trace that is drawn, as a file to save. */
  save(): void;
  /** Lets the learner choose a file, and draws it or says what is wrong with it. */
  open(): void;
}

export interface PicturesOptions {
  model: Model;
  /** What runs next, or is running. */
  files: () => FileMap;
  /** The element that holds the workbench. */
  root: HTMLElement;
  /** A runtime that records, for runs on one that does not. */
  recorder: () => Runtime;
  /** True if the last run was on such an engine. */
  ranElsewhere: () => boolean;
  /** Aborts when the page is left. */
  left: AbortSignal;
}

export function createPictures({
  model,
  root,
  recorder,
  ranElsewhere,
  left,
  ...options
}: PicturesOptions): Pictures {
  const { view: id } = model.face;
  const entry = id === null ? null : VIEWS[id];
  const { picture } = model;
  let program: Program | null = null;
  let checks: CheckJob | null = null;
  let hasCome = false;
  let turns: Signal<number | null> | null = null;
  /** Counts what was begun or opened: only the last of it is drawn. */
  let newest = 0;
  let beside = new AbortController();

  const wanted = (job: Job) => (id === null ? undefined : traceFor(id, job));

  async function load(): Promise<View> {
    if (entry === null) throw new Error('this lab has no view');
    const view = await entry.load();
    addStyles(view.styles);
    return view;
  }

  /** False if something newer is wanted by the time that the trace has been read. */
  async function show(
    read: (view: View) => Trace<object>,
    from: Pick<Drawn, 'file' | 'differs' | 'job'>,
  ): Promise<boolean> {
    const mine = (newest += 1);
    const isWanted = (): boolean => mine === newest;
    const view = await load();
    const trace = read(view);
    if (view.prepare) await inFrames(view.prepare(trace), isWanted);
    // A newer run has begun meanwhile, or a file was opened.
    if (!isWanted() || (from.job === 'run' && picture.peek().kind !== 'recording')) return false;
    picture.value = { kind: 'drawn', view, trace, races: [], ...from };
    // Who is writing goes on writing, and whoever checks sees the verdict first: the picture waits behind its tab.
    if (from.job === 'check' || (from.file === null && isWriting(root))) return true;
    bringUp();
    return true;
  }

  function bringUp(): void {
    model.sidePane.value = 'view';
    root.dispatchEvent(new CustomEvent(TRACE_SHOWN, { bubbles: true }));
  }

  /** Runs the program again as if on quicker and slower machines, while the reader looks at the picture. */
  async function tryOtherPaces(trace: RecordedTrace): Promise<void> {
    if (!entry?.hasRaces || program === null) return;
    const shown = picture.peek();
    const { signal } = (beside = new AbortController());
    const races = await racesOf(recorder(), program, trace, signal);
    if (races.length > 0 && picture.peek() === shown && shown.kind === 'drawn') {
      picture.value = { ...shown, races };
    }
  }

  function showRun(job: Job, trace: RecordedTrace, differs: boolean): void {
    model.seed.value = foundSeed(trace) ?? model.first.peek();
    show((view) => receiveTrace(trace, view.kinds), { file: null, differs, job })
      .catch((error: unknown) => missing(`The picture could not be drawn: ${reasonOf(error)}`))
      // What is not known of other orders is not shown.
      .then((isShown) => (isShown === true ? tryOtherPaces(trace) : undefined))
      .catch(() => undefined);
  }

  async function showLive(heard: Signal<number | null>): Promise<void> {
    const view = await load().catch(() => null);
    const state = picture.peek();
    if (view === null || turns !== heard || state.kind !== 'recording') return;
    picture.value = { ...state, live: { view, turns: heard } };
  }

  function missing(why: string): void {
    model.conceals.value = false;
    picture.value = { kind: 'missing', why };
  }

  async function recordAgain(job: Job, start: (runtime: Runtime, signal: AbortSignal) => Run): Promise<void> {
    const { signal } = (beside = new AbortController());
    const found = await recordBeside(start(recorder(), signal), model.output.peek());
    if (signal.aborted) return;
    const trace = found.trace && job === 'check' ? onlyFound(found.trace) : found.trace;
    if (!isEmpty(trace)) showRun(job, trace, job === 'run' && found.differs);
    else if (job === 'run') missing(entry?.nothing ?? NOT_RECORDED);
  }

  function runEnded(end: RunEnded): void {
    const ran = program;
    const canRecord = end.reason === 'exited' && ranElsewhere();
    if (canRecord && ran !== null) {
      recordAgain('run', (runtime, signal) => runtime.run(ran, { signal })).catch((error: unknown) =>
        missing(reasonOf(error)),
      );
    } else missing(end.exitCode === 0 && entry?.nothing ? entry.nothing : whyMissing(end));
  }

  /** A check that failed has something to show; one that passed has nothing, and nothing old stays. */
  function checkEnded(): void {
    const { verdict } = model.bench.peek();
    const carried = checks;
    if (verdict === 'failed' && ranElsewhere() && carried !== null) {
      recordAgain('check', (runtime, signal) => runtime.check(carried, { signal })).catch(() => undefined);
    }
    const shown = picture.peek();
    if (shown.kind === 'drawn' && shown.job === 'check') picture.value = { kind: 'none' };
    if (verdict === 'passed') model.seed.value = model.first.peek();
  }

  async function opened(): Promise<void> {
    const file = await chooseFile('.jsonl,.trace,.txt,application/jsonl');
    if (file === null) return;
    try {
      const text = await file.text();
      const isShown = await show((view) => decodeTrace(text, view.kinds), {
        file: file.name,
        differs: false,
        job: null,
      });
      if (!isShown) return;
      dismiss(model, TOPIC);
      model.announcement.value = `${file.name} is drawn. Your own code is as it was.`;
    } catch (error) {
      notify(model, { topic: TOPIC, text: `“${file.name}” was not opened. ${reasonOf(error)}` });
    }
  }

  // What plays by itself must not go on behind the next page.
  left.addEventListener('abort', () => {
    beside.abort();
    newest += 1;
    picture.value = { kind: 'none' };
  });

  return {
    wanted,
    jobStarted(job) {
      beside.abort();
      newest += 1;
      hasCome = false;
      if (entry === null || job === 'check' || model.sidePane.peek() !== 'view') {
        model.sidePane.value = 'output';
      }
      const trace = wanted(job);
      if (entry === null || trace === undefined) return;
      const { entry: file, checkNames, host } = model.face;
      const files = { ...options.files(), ...seededKit(model.data.peek()?.kit ?? {}, model.first.peek()) };
      if (job === 'check') {
        checks = { files, host, checks: model.data.peek()?.checks ?? '', checkNames, trace };
        return;
      }
      program = { files, entry: file, host: model.host.peek(), trace };
      turns = null;
      model.conceals.value = model.predicts.peek();
      const before = picture.peek();
      picture.value = { kind: 'recording', before: before.kind === 'drawn' ? before : null, live: null };
      // Side by side with the run. What cannot be loaded is told when there is something to draw.
      load().catch(() => undefined);
    },
    turned(now) {
      if (turns) turns.value = now;
      else void showLive((turns = new Signal(now)));
    },
    recorded(job, all) {
      const trace = job === 'check' ? onlyFound(all) : all;
      hasCome = !isEmpty(trace);
      if (hasCome) showRun(job, trace, false);
    },
    jobEnded(job, end) {
      if (wanted(job) === undefined || hasCome) return;
      if (job === 'run') runEnded(end);
      else checkEnded();
    },
    bringUp,
    save() {
      const shown = picture.peek();
      if (shown.kind !== 'drawn') return;
      const name = `${model.face.lab}-${model.face.id}.trace.jsonl`;
      saveFile(name, new Blob([...encodeTrace(shown.trace)], { type: 'application/jsonl' }));
      model.announcement.value = `${name} has been given to your browser to save.`;
    },
    open: () => void opened(),
  };
}

const TOPIC = 'trace';
const NOT_RECORDED =
  'This run was not recorded, so there is no picture of it. What the program printed is under “Output”.';

function isEmpty(trace: RecordedTrace | null): trace is null {
  return trace === null || trace.events.length === 0;
}

function whyMissing({ reason, message }: RunEnded): string {
  if (reason === 'stopped') {
    return 'You stopped the program before anything was recorded, so there is no picture of this run. What it printed is under “Output”.';
  }
  return reason === 'exited' ? NOT_RECORDED : `There is no picture of this run. ${message}`;
}

function isWriting(root: HTMLElement): boolean {
  return root.querySelector('.wb-pane')?.contains(document.activeElement) ?? false;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
