/**
 * Code that comes with the page's address: shown in place of the learner's own, marked as somebody else's, never run
 * and never saved by itself. The learner's version stays in the history, one press away.
 */
import { batch } from '@preact/signals';
import type { FileMap } from '#lab/model.ts';
import { CODE_ARRIVED } from '../events.ts';
import { dismiss, notify, type Model } from '../model.ts';
import type { SavedWork } from '../saved-work.ts';
import { hostName } from '../sentences.ts';
import { sameFiles } from '../work.ts';
import { forgetLink, isLinkOpen } from './address.ts';

export interface LinkedCodeOptions {
  model: Model;
  /** The element that holds the workbench. */
  root: HTMLElement;
  saved: SavedWork;
  /** Puts files on the screen, through the editor if one is open. */
  show: (files: FileMap) => void;
}

export interface LinkedCode {
  /** True while files are put on the screen that the learner has not written: nothing is to be saved then. */
  readonly isShowing: boolean;
  /** Shows the code in the page's address, if there is any. */
  open(): Promise<void>;
  /** The learner has edited the link's code, or keeps it: from now on it is theirs. */
  becomeMine(): void;
  leave(): void;
}

export function createLinkedCode({ model, root, saved, show }: LinkedCodeOptions): LinkedCode {
  let isShowing = false;

  function put(files: FileMap) {
    isShowing = true;
    show(files);
    isShowing = false;
  }

  function say(text: string, action?: { label: string; act: () => void }) {
    notify(model, { topic: 'link', text, ...(action ? { action } : {}) });
    root.dispatchEvent(new CustomEvent(CODE_ARRIVED, { bubbles: true }));
  }

  async function open() {
    if (!isLinkOpen()) return;
    const { readLink } = await import('./format.ts');
    const read = readLink(location.hash, model.face);
    if (read.kind === 'refused') {
      say(read.message);
      return;
    }
    model.seed.value = read.seed;
    model.first.value = read.seed;
    const mine = model.linked.peek()?.mine ?? model.files.peek();
    const files = { ...model.face.starter, ...read.files };
    const host = model.linked.peek()?.host ?? model.host.peek();
    const runsAs = read.host === host ? '' : ` It runs as a ${hostName(read.host)}, as its sender ran it.`;
    if (sameFiles(mine, files)) {
      forgetLink();
      model.host.value = read.host;
      const { seed } = read;
      const withSeed =
        seed === null ? '' : ` When you run or check it, the schedule with seed ${String(seed)} comes first.`;
      say(`The code in this link is the code that you have already.${runsAs}${withSeed}`);
      return;
    }
    if (model.linked.peek() === null) saved.keep('link');
    put(files);
    batch(() => {
      model.linked.value = { mine, host };
      model.host.value = read.host;
    });
    model.announcement.value = `This is code from a link.${runsAs} Nothing has been run. Your own version is kept.`;
    root.dispatchEvent(new CustomEvent(CODE_ARRIVED, { bubbles: true }));
    if (read.starterHasChanged) {
      say(
        'The exercise has changed since this link was made: files that its sender had not changed are today’s.',
      );
    } else dismiss(model, 'link');
  }

  function leave() {
    const linked = model.linked.peek();
    if (linked === null) return;
    saved.keep('replaced');
    forgetLink();
    model.host.value = linked.host;
    model.linked.value = null;
    model.seed.value = null;
    model.first.value = null;
    dismiss(model, 'link');
    put(linked.mine);
    model.announcement.value = 'This is your own version again.';
  }

  return {
    get isShowing() {
      return isShowing;
    },
    async open() {
      try {
        await open();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        say(`The code in this link could not be opened (${reason}). Reload the page to try again.`);
      }
    },
    becomeMine() {
      const linked = model.linked.peek();
      if (linked === null) return;
      forgetLink();
      model.linked.value = null;
      say('The code from the link is yours now. The version that you had is in the history.', {
        label: 'Back to the version I had',
        act: () => saved.replace(linked.mine, 'This is the version that you had before the link.'),
      });
    },
    leave,
  };
}
