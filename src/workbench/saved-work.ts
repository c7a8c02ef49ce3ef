/** Ties the saved work to the model: restores, saves, warns, and makes every replacement undoable. */
import type { FileMap } from '#lab/model.ts';
import { exerciseKey } from './data.ts';
import { dismiss, notify, type Model } from './model.ts';
import { keysOf, type Store, type StorageTrouble } from './storage.ts';
import { createWork, sameFiles, type Reason } from './work.ts';

export interface SavedWorkOptions {
  model: Model;
  store: Store;
  /** Puts files in place of the learner's, through the editor if one is open. */
  replaceFiles: (files: FileMap) => void;
  /** Aborts when the page is left for another one without a load. */
  left: AbortSignal;
}

export interface SavedWork {
  save(): void;
  /** Puts the files as they stand into the history. */
  keep(why: Reason): void;
  markPassed(): void;
  /** Replaces the learner's files; a notice says what happened and takes it back. */
  replace(files: FileMap, said: string): void;
}

const TROUBLE: Record<StorageTrouble, string> = {
  denied:
    'This browser does not let the page store anything: your code stays here until you close or reload the page. Copy what you want to keep.',
  full: 'This browser’s storage for the page is full: new changes stay only until you close or reload the page. Copy what you want to keep.',
};

export function createSavedWork({ model, store, replaceFiles, left }: SavedWorkOptions): SavedWork {
  const exercise = exerciseKey(model.face);
  const work = createWork({
    store,
    exercise,
    starter: model.face.starter,
    tab: Math.random().toString(36).slice(2),
    now: () => new Date().toISOString(),
  });
  let isFirstSave = true;
  let isWarned = false;

  const restored = work.load();
  if (restored !== null) model.files.value = restored;
  model.versions.value = work.versions();
  if (work.hadUnreadable) {
    notify(model, {
      topic: 'storage-unreadable',
      text: 'A saved version of this exercise could not be read. It was set aside in this browser’s storage, not deleted.',
    });
  }
  left.addEventListener('abort', store.onTrouble(warn));
  globalThis.addEventListener('storage', otherTabSaved, { signal: left });

  function warn(trouble: StorageTrouble | null) {
    if (trouble === null) dismiss(model, 'storage');
    else notify(model, { topic: 'storage', text: TROUBLE[trouble] });
    isWarned = trouble !== null;
  }

  function otherTabSaved(event: StorageEvent) {
    if (event.key !== keysOf(exercise).work || event.newValue === null) return;
    const version = work.readForeign(event.newValue);
    if (version === null || sameFiles(version.files, model.files.peek())) return;
    notify(model, {
      topic: 'other-tab',
      text: 'This exercise was changed in another tab. Both versions are kept.',
      action: {
        label: 'Take the other tab’s version',
        act: () =>
          replace({ ...model.face.starter, ...version.files }, 'This is the other tab’s version now.'),
      },
    });
  }

  function keep(files: FileMap, why: Reason) {
    if (sameFiles(files, model.face.starter)) return;
    work.keep(files, why);
    model.versions.value = work.versions();
  }

  function replace(files: FileMap, said: string) {
    const before = model.files.peek();
    dismiss(model, 'other-tab');
    if (sameFiles(before, files)) return;
    keep(before, 'replaced');
    replaceFiles(files);
    model.announcement.value = said;
    notify(model, {
      topic: 'replaced',
      text: said,
      action: {
        label: 'Undo',
        act() {
          dismiss(model, 'replaced');
          replaceFiles(before);
          model.announcement.value = 'Your code is back.';
        },
      },
    });
  }

  return {
    save() {
      // What an earlier visit left is kept before the first change overwrites it.
      if (isFirstSave && restored !== null) keep(restored, 'visit');
      isFirstSave = false;
      work.save(model.files.peek());
      if (store.trouble && !isWarned) warn(store.trouble);
    },
    keep: (why) => keep(model.files.peek(), why),
    markPassed: () => store.set(keysOf(exercise).passed, new Date().toISOString()),
    replace,
  };
}
