/** One block of the book at work: it runs in the page, and can be changed. An exercise without checks. */
import { computed, signal } from '@preact/signals';
import { h, render } from 'preact';
import { createPlainEditor } from '#editor/plain/create.ts';
import type { Editor } from '#editor/editor.ts';
import type { FileMap, Host } from '#lab/model.ts';
import type { Runtime } from '#runtime/runtime.ts';
import { builtIn, forgetBuiltIn } from '../built-in.ts';
import type { ExerciseFace } from '../data.ts';
import { createJobs } from '../jobs.ts';
import { createModel } from '../model.ts';
import { pageLeft } from '../page-life.ts';
import { createSavedWork } from '../saved-work.ts';
import { createStore, type Store } from '../storage.ts';
import { currentTheme } from '../surroundings.ts';
import { BlockParts } from './BlockParts.tsx';
import { tee } from './tee.ts';
import { shelfOf, type BlockName } from './warm.ts';

/** What a run printed. */
export interface BlockOutput {
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

export interface BlockOptions extends BlockName {
  /** Where the controls come, where the editor comes, and where the output comes; all empty. */
  places: { controls: HTMLElement; editor: HTMLElement; result: HTMLElement };
  /** Shows the printed code, or hides it while an editor stands in its place. */
  showPrinted: (shown: boolean) => void;
  code: string;
  host: Host;
  entry: string;
  /** The other files of its program as they stand now, and whether they are as printed. */
  others: () => { files: FileMap; asPrinted: boolean };
  /** Holds the output against the book, in a sentence. */
  compare: (output: BlockOutput) => string;
}

export interface Block {
  run(): void;
  /** Opens the editor and puts the focus into it. */
  edit(): void;
  /** The code as it stands. */
  code(): string;
}

const noOutput = (): BlockOutput => ({ stdout: '', stderr: '', exitCode: null });

let store: Store | null = null;

export function createBlock(options: BlockOptions): Block {
  const { places, entry, code } = options;
  const model = createModel(faceOf(options));
  const said = signal('');
  const isEdited = computed(() => model.files.value[entry] !== code);
  store ??= createStore(() => localStorage);
  const left = pageLeft();
  const saved = createSavedWork({ model, store, replaceFiles, left });
  let editor: Editor | null = null;
  let output = noOutput();
  let ranAsPrinted = true;

  function listening(): Runtime {
    return tee(builtIn(), (event) => {
      if (event.type === 'OutputWritten') output[event.stream] += event.text;
      if (event.type === 'RunRestarted') output = noOutput();
    });
  }

  const jobs = createJobs({
    model,
    runtime: () => Promise.resolve(listening()),
    files: filesToRun,
    checks: () => '',
    abandon: forgetBuiltIn,
    onEnded: ended,
  });

  function filesToRun(): FileMap {
    const others = options.others();
    ranAsPrinted = others.asPrinted && !isEdited.peek();
    return { ...others.files, ...model.files.peek() };
  }

  function ended() {
    const end = model.bench.peek().ended?.end;
    output.exitCode = end?.exitCode ?? null;
    if (end?.reason !== 'exited') said.value = '';
    else said.value = ranAsPrinted ? options.compare(output) : 'Your own code: not compared with the page.';
    model.announcement.value = `${model.announcement.peek()} ${said.peek()}`.trim();
  }

  function edited(text: string) {
    said.value = '';
    model.files.value = { [entry]: text };
    saved.save();
  }

  function replaceFiles(files: FileMap) {
    const text = files[entry] ?? code;
    if (editor) editor.write(entry, text);
    else edited(text);
  }

  function run() {
    output = noOutput();
    said.value = '';
    jobs.start('run');
  }

  async function open() {
    if (editor) return;
    options.showPrinted(false);
    places.editor.hidden = false;
    editor = await createPlainEditor(places.editor, {
      files: model.files.peek(),
      active: entry,
      theme: currentTheme(),
      label: () => 'Code of this block',
    });
    model.wayOut.value = `${editor.wayOut} Ctrl+Enter runs.`;
    editor.onEdit((_path, text) => edited(text));
  }

  const actions = {
    run,
    stop: () => jobs.stop(),
    edit: () => void open().then(() => editor?.focus()),
    reset: () => saved.replace({ [entry]: code }, 'This is the printed code again.'),
  };
  for (const [part, place] of [
    ['controls', places.controls],
    ['result', places.result],
  ] as const) {
    render(h(BlockParts, { part, model, said, isEdited, actions }), place);
  }
  left.addEventListener('abort', () => jobs.stop());
  if (isEdited.peek()) void open();
  return { run, edit: actions.edit, code: () => model.files.peek()[entry] ?? code };
}

function faceOf({ chapter, id, host, entry, code }: BlockOptions): ExerciseFace {
  const links = { page: '', data: '', chapter: '', previous: null, next: null };
  const place = { lab: shelfOf({ chapter }), id, number: 1, of: 1, links };
  const words = { title: '', labTitle: '', tag: '', minutes: 0 };
  return {
    ...place,
    ...words,
    host,
    entry,
    needs: [],
    view: null,
    play: [],
    starter: { [entry]: code },
    checkNames: [],
  };
}
