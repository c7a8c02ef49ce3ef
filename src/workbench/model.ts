/** The workbench's state as signals: the session writes them, the parts render them; at build time nobody writes. */
import { signal, type Signal } from '@preact/signals';
import type { FileMap } from '#lab/model.ts';
import type { EditorKind } from '#editor/editor.ts';
import type { EngineBadge } from './engine-badge.ts';
import { firstBadge } from './engine-badge.ts';
import type { ExerciseData, ExerciseFace } from './data.ts';
import { EMPTY_OUTPUT, type OutputView } from './output.ts';
import { initialState, type BenchState } from './state.ts';
import type { Version } from './work.ts';

/** `opening`: the plain editor is in place while Monaco loads. */
export type EditorState = 'none' | 'opening' | EditorKind;

/** Whose code the code pane shows. */
export type Shown = 'mine' | 'starter' | 'solution';

/** A line above the code that stays until its matter is settled or the learner closes it. */
export interface Notice {
  /** One notice per topic: a newer one replaces the older. */
  topic: string;
  text: string;
  action?: { label: string; act: () => void };
}

export interface Model {
  face: ExerciseFace;
  /** Null until the exercise's data has arrived. */
  data: Signal<ExerciseData | null>;
  bench: Signal<BenchState>;
  output: Signal<OutputView>;
  files: Signal<FileMap>;
  /** The file in front. */
  active: Signal<string>;
  editor: Signal<EditorState>;
  wayOut: Signal<string>;
  shown: Signal<Shown>;
  hintsShown: Signal<number>;
  versions: Signal<readonly Version[]>;
  notices: Signal<readonly Notice[]>;
  /** What a screen reader hears next. */
  announcement: Signal<string>;
  engine: Signal<EngineBadge>;
}

/** What the learner can do. Absent at build time. */
export interface Actions {
  run(): void;
  check(): void;
  stop(): void;
  edit(offset?: number): void;
  open(path: string): void;
  compare(shown: Shown): void;
  /** Makes the starter or the solution the learner's code; theirs stays in the history. */
  adopt(shown: Shown): void;
  restore(version: Version): void;
  reset(): void;
  nextHint(): void;
  dismiss(topic: string): void;
  pinEngine(pin: EngineBadge['pin']): void;
  retryEngine(): void;
}

export function createModel(face: ExerciseFace): Model {
  return {
    face,
    data: signal(null),
    bench: signal(initialState(face.checkNames)),
    output: signal(EMPTY_OUTPUT),
    files: signal(face.starter),
    active: signal(face.entry),
    editor: signal('none'),
    wayOut: signal(''),
    shown: signal('mine'),
    hintsShown: signal(0),
    versions: signal([]),
    notices: signal([]),
    announcement: signal(''),
    engine: signal(firstBadge(face)),
  };
}

export function notify(model: Model, notice: Notice): void {
  model.notices.value = [...model.notices.value.filter((other) => other.topic !== notice.topic), notice];
}

export function dismiss(model: Model, topic: string): void {
  model.notices.value = model.notices.value.filter((notice) => notice.topic !== topic);
}
