/** The workbench's engines: one choice of runtimes for all labs of a page, made on the first intent. */
import type { Host } from '#lab/model.ts';
import { createIsolation } from '#runtime/isolation.ts';
import type { Runtime } from '#runtime/runtime.ts';
import { createChoiceStore } from '#runtime/select/choice-store.ts';
import { readDevice } from '#runtime/select/device.ts';
import { createRuntimeSelection, type Choice, type RuntimeSelection } from '#runtime/select.ts';
import {
  createWebContainerRuntime,
  type WebContainerRuntime,
} from '#runtime/webcontainer/webcontainer-runtime.ts';
import { builtIn, forgetBuiltIn } from './built-in.ts';
import type { ExerciseFace } from './data.ts';
import { badgeOf } from './engine-badge.ts';
import type { Engines } from './engines.ts';

const listeners = new Set<() => void>();
let shared: RuntimeSelection | null = null;
let container: WebContainerRuntime | null = null;

/**
 * A WebContainer that nobody has started. Whoever wants one asks here: a module that a second entry imports gets a file of
 * its own, and one with the vendor's name would be kept back by filters that keep the vendor back, and the workbench with it.
 */
export const createContainer = (): WebContainerRuntime =>
  createWebContainerRuntime({ clientId: import.meta.env.PUBLIC_WEBCONTAINER_CLIENT_ID });

/** Of the whole page, so that its labs share one built-in runtime and one WebContainer. */
function selection(): RuntimeSelection {
  if (shared === null) {
    container = createContainer();
    shared = createRuntimeSelection({
      embedded: builtIn(),
      webcontainer: container,
      isolation: createIsolation({ base: withSlash(import.meta.env.BASE_URL) }),
      store: createChoiceStore(),
      device: readDevice(),
    });
    shared.onChange(() => {
      if (hasContainer())
        void import('./soft-navigation.ts').then((module) => module.navigateSoftly(hasContainer));
      for (const listener of listeners) listener();
    });
  }
  return shared;
}

const hasContainer = (): boolean =>
  container !== null && ['starting', 'slow', 'ready'].includes(container.status.state);

/** @param host what the learner's next run is to be, which they may change */
export function chooseEngine({ needs }: ExerciseFace, host: () => Host): Engines {
  const current = () => selection().current({ needs, host: host() });
  const badge = () => badgeOf(current(), selection().pin);

  return {
    intend: () => selection().intend(needs),
    badge,
    onBadge(listener) {
      const tell = () => listener(badge());
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    pin: (pin) => selection().choose(pin),
    restart: () => selection().restart(),
    stop: () => selection().stop(),
    recorder: builtIn,
    runtime: () => readied(current()),
    async openWorkspace(wanted) {
      selection().intend(needs);
      const { type, engine, reason } = current();
      if (container === null || type === 'unavailable' || engine !== 'webcontainer') {
        throw new Error(reason.message);
      }
      return container.openWorkspace(wanted);
    },
    abandon() {
      void shared?.dispose();
      shared = null;
      forgetBuiltIn();
    },
  };
}

async function readied({ type, runtime, reason }: Choice): Promise<Runtime> {
  if (type === 'unavailable') throw new Error(reason.message);
  if (type === 'wait') await runtime.prepare();
  return runtime;
}

function withSlash(base: string): string {
  return base.endsWith('/') ? base : `${base}/`;
}
