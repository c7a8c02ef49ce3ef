/** What a workshop does to a workbench: the solution is locked, the attendee catches up, the instructor shows code. */
import type { FileMap } from '#lab/model.ts';
import { areSolutionsLocked, onSolutionsLock } from '#workshop/solutions-lock.ts';
import { CODE_OFFERED, CODE_SHOWN, type CodeOffered, type CodeShown } from '#workshop/to-workbench.ts';
import { dismiss, notify, type Actions, type Model, type Shown } from './model.ts';
import { sameFiles } from './work.ts';

export interface FromWorkshopOptions {
  model: Model;
  root: HTMLElement;
  /** Puts files in place of the learner's, which can be undone. */
  replace: (files: FileMap, said: string) => void;
  /** Runs other files than the learner's. */
  run: (files: FileMap) => void;
  left: AbortSignal;
}

export interface FromWorkshop {
  /** True if that may not be shown now: the learner has been told why. */
  refuses(shown: Shown): boolean;
  actions: Pick<Actions, 'runShown' | 'takeShown'>;
}

const SOLUTIONS = 'solutions';
export const LOCKED_SENTENCE =
  'The instructor of the workshop keeps the solutions locked for now. They can be opened as soon as they are unlocked.';

export function followWorkshop({ model, root, replace, run, left }: FromWorkshopOptions): FromWorkshop {
  model.solutionLocked.value = areSolutionsLocked();
  onSolutionsLock((locked) => {
    model.solutionLocked.value = locked;
    if (locked && model.shown.peek() === 'solution') {
      model.shown.value = 'mine';
      notify(model, { topic: SOLUTIONS, text: LOCKED_SENTENCE });
    }
    if (!locked) dismiss(model, SOLUTIONS);
  }, left);
  root.addEventListener(
    CODE_OFFERED,
    ({ detail }: CustomEventInit<CodeOffered>) => {
      if (detail) take(detail);
    },
    { signal: left },
  );

  root.addEventListener(
    CODE_SHOWN,
    ({ detail }: CustomEventInit<CodeShown>) => {
      if (!detail) return;
      model.instructors.value = ours(detail.files);
      if (detail.isWanted) model.sidePane.value = 'instructor';
      else model.announcement.value = 'The instructor has run other code.';
    },
    { signal: left },
  );

  /** The exercise's own files, whatever came. */
  function ours(files: FileMap): FileMap {
    const { starter } = model.face;
    const known = Object.entries(files).filter(([path]) => Object.hasOwn(starter, path));
    return { ...starter, ...Object.fromEntries(known) };
  }

  function take({ files, said }: CodeOffered) {
    const wanted = ours(files);
    if (sameFiles(model.files.peek(), wanted))
      notify(model, { topic: 'replaced', text: 'This is the code that you have already.' });
    else replace(wanted, said);
  }

  return {
    refuses(shown) {
      if (shown !== 'solution' || !model.solutionLocked.peek()) return false;
      notify(model, { topic: SOLUTIONS, text: LOCKED_SENTENCE });
      return true;
    },
    actions: {
      runShown() {
        const shown = model.instructors.peek();
        if (shown === null) return;
        notify(model, {
          topic: 'guest',
          text: 'What runs here is the instructor’s code. Yours is as it was; press Run for it.',
        });
        run(shown);
      },
      takeShown() {
        const files = model.instructors.peek();
        if (files)
          take({ files, said: 'This is the instructor’s code now. What you had is kept in the history.' });
      },
    },
  };
}
