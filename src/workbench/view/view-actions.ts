/** What the learner can do with the picture of a run. */
import type { FileMap } from '#lab/model.ts';
import type { Actions, Model } from '../model.ts';
import type { Job } from '../state.ts';
import type { Pictures } from './pictures.ts';

export interface ViewActionsOptions {
  model: Model;
  pictures: Pictures;
  start: (job: Job) => void;
  open: (path: string) => void;
  edit: (offset: number) => void;
  /** Puts files in place of the learner's, which can be undone. */
  replace: (files: FileMap, said: string) => void;
}

type ViewActions = Pick<
  Actions,
  'runOn' | 'beginWith' | 'predict' | 'reveal' | 'showPicture' | 'editLine' | 'saveTrace' | 'openTrace'
>;

export function createViewActions(options: ViewActionsOptions): ViewActions {
  const { model, pictures, start, open, edit, replace } = options;
  return {
    runOn(host) {
      model.host.value = host;
      start('run');
    },
    beginWith(id) {
      const program = model.face.play.find((one) => one.id === id);
      if (!program) return;
      model.program.value = id;
      model.host.value = program.host;
      model.sidePane.value = 'output';
      replace({ [model.face.entry]: program.text }, `This is “${program.title}” now.`);
    },
    predict(isWanted) {
      model.predicts.value = isWanted;
      // What has been printed already can be seen: only the next run is hidden.
      if (!isWanted) model.conceals.value = false;
    },
    reveal: () => (model.conceals.value = false),
    showPicture: () => pictures.bringUp(),
    editLine(path, line) {
      const text = model.files.peek()[path];
      if (text === undefined) return;
      open(path);
      const lines = text.split('\n').slice(0, line - 1);
      edit(lines.reduce((offset, before) => offset + before.length + 1, 0));
    },
    saveTrace: () => pictures.save(),
    openTrace: () => pictures.open(),
  };
}
