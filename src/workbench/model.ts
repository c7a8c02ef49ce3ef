/** The workbench's state as signals: the session writes them, the parts render them; at build time nobody writes. */
import { signal, type Signal } from '@preact/signals';
import type { FileMap, Host } from '#lab/model.ts';
import type { EditorKind } from '#editor/editor.ts';
import type { EngineBadge } from './engine-badge.ts';
import { firstBadge } from './engine-badge.ts';
import type { ExerciseData, ExerciseFace } from './data.ts';
import type { Recognised } from './known-mistakes.ts';
import { EMPTY_OUTPUT, type OutputView } from './output.ts';
import { NO_PREVIEW, type Preview } from './preview.ts';
import { initialState, type BenchState } from './state.ts';
import type { PictureState } from './view/picture-state.ts';
import type { Version } from './work.ts';

/** `opening`: the plain editor is in place while Monaco loads. */
export type EditorState = 'none' | 'opening' | EditorKind;

/** Whose code the code pane shows. */
export type Shown = 'mine' | 'starter' | 'solution';

/** What stands beside the code, in the labs that have more than output; `view` takes the code's place, too. */
export type SidePane = 'output' | 'view' | 'terminal' | 'preview' | 'instructor';

/** `ended`: the shell is over, or could not be had; a sentence says why. */
export type TerminalState = { kind: 'closed' | 'opening' | 'open' } | { kind: 'ended'; why: string };

/** A line above the code that stays until its matter is settled or the learner closes it. */
export interface Notice {
  /** One notice per topic: a newer one replaces the older. */
  topic: string;
  text: string;
  action?: { label: string; act: () => void };
}

/** What opens over the page. */
export type PanelName = 'commands' | 'shortcuts' | 'share' | 'compare' | 'history';

/** Code that came with the page's address. It is shown in place of the learner's, and not saved. */
export interface Linked {
  /** The learner's own files meanwhile, and what they run as. */
  mine: FileMap;
  host: Host;
}

export interface Model {
  face: ExerciseFace;
  /** Null until the exercise's data has arrived. */
  data: Signal<ExerciseData | null>;
  bench: Signal<BenchState>;
  /** The known mistake that the last check looks like. */
  recognised: Signal<Recognised | null>;
  output: Signal<OutputView>;
  /** What the lab's view has to draw. */
  picture: Signal<PictureState>;
  /** The learner wants to predict what a run prints before they see it. */
  predicts: Signal<boolean>;
  /** What the last run printed is hidden until they have. */
  conceals: Signal<boolean>;
  /** In free play, the program that the learner began with. */
  program: Signal<string>;
  /** What the program runs as: the exercise's host until the learner chooses another. */
  host: Signal<Host>;
  files: Signal<FileMap>;
  /** Not null while the files shown are those of a link. */
  linked: Signal<Linked | null>;
  /** Seed of the schedule that has failed last, here or for whoever sent the link; a link carries it. */
  seed: Signal<number | null>;
  /** Seed that came with a link: explorations begin with its schedule. */
  first: Signal<number | null>;
  /** The file in front. */
  active: Signal<string>;
  editor: Signal<EditorState>;
  wayOut: Signal<string>;
  shown: Signal<Shown>;
  /** What the instructor of a workshop shows; null if nothing is shown. */
  instructors: Signal<FileMap | null>;
  /** The instructor of a workshop does not want the solution to be seen yet. */
  solutionLocked: Signal<boolean>;
  hintsShown: Signal<number>;
  versions: Signal<readonly Version[]>;
  notices: Signal<readonly Notice[]>;
  /** What a screen reader hears next. */
  announcement: Signal<string>;
  engine: Signal<EngineBadge>;
  sidePane: Signal<SidePane>;
  terminal: Signal<TerminalState>;
  preview: Signal<Preview>;
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
  showPanel(panel: PanelName): void;
  /** Saves the exercise as a Node project, in a zip file. */
  download(): void;
  /** Sends the code to stackblitz.com, in a new tab. */
  openInStackBlitz(): void;
  /** Puts the learner's own files back in place of the link's. */
  leaveLink(): void;
  /** Makes the link's files the learner's; theirs stay in the history. */
  keepLinked(): void;
  dismiss(topic: string): void;
  pinEngine(pin: EngineBadge['pin']): void;
  /** Does what the badge offers: restarts or stops WebContainer, or reloads the page. */
  changeEngine(): void;
  showPane(pane: SidePane): void;
  /** Runs what the instructor shows, and leaves the learner's code alone. */
  runShown(): void;
  /** Puts what the instructor shows in place of the learner's code, which goes into the history. */
  takeShown(): void;
  openTerminal(): void;
  /** Runs the program as another host, from now on. */
  runOn(host: Host): void;
  /** The learner predicts the next run's output, or does not any more. */
  predict(isWanted: boolean): void;
  /** Shows what was hidden. */
  reveal(): void;
  /** Brings up the picture of the last run or check. */
  showPicture(): void;
  /** In free play: puts one of the programs in place of the learner's code, which goes into the history. */
  beginWith(program: string): void;
  /** Puts the cursor on a line of the learner's file, counted from 1. */
  editLine(path: string, line: number): void;
  /** Saves the trace that is drawn, as a file. */
  saveTrace(): void;
  /** Asks for a file with a trace, and draws it. */
  openTrace(): void;
  /** Shows another port or path, or with neither loads the frame anew. */
  preview(to: { port?: number; path?: string }): void;
}

export function createModel(face: ExerciseFace): Model {
  return {
    face,
    data: signal(null),
    bench: signal(initialState(face.checkNames)),
    recognised: signal(null),
    output: signal(EMPTY_OUTPUT),
    picture: signal({ kind: 'none' }),
    program: signal(face.play?.[0]?.id ?? ''),
    predicts: signal(false),
    conceals: signal(false),
    host: signal(face.host),
    files: signal(face.starter),
    linked: signal(null),
    seed: signal(null),
    first: signal(null),
    active: signal(face.entry),
    editor: signal('none'),
    wayOut: signal(''),
    shown: signal('mine'),
    instructors: signal(null),
    solutionLocked: signal(false),
    hintsShown: signal(0),
    versions: signal([]),
    notices: signal([]),
    announcement: signal(''),
    engine: signal(firstBadge(face)),
    sidePane: signal('output'),
    terminal: signal({ kind: 'closed' }),
    preview: signal(NO_PREVIEW),
  };
}

export function notify(model: Model, notice: Notice): void {
  model.notices.value = [...model.notices.value.filter((other) => other.topic !== notice.topic), notice];
}

export function dismiss(model: Model, topic: string): void {
  model.notices.value = model.notices.value.filter((notice) => notice.topic !== topic);
}
