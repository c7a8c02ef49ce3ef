/** The workbench's engines: one choice of runtimes for all labs of a page, made on the first intent. */
import { createIsolation } from '#runtime/isolation.ts';
import type { Runtime } from '#runtime/runtime.ts';
import { createChoiceStore } from '#runtime/select/choice-store.ts';
import { readDevice } from '#runtime/select/device.ts';
import { createRuntimeSelection, type Choice, type RuntimeSelection } from '#runtime/select.ts';
import { createWebContainerRuntime } from '#runtime/webcontainer/webcontainer-runtime.ts';
import { builtIn, forgetBuiltIn } from './built-in.ts';
import type { ExerciseFace } from './data.ts';
import { badgeOf } from './engine-badge.ts';
import type { Engines } from './engines.ts';

const listeners = new Set<() => void>();
let shared: RuntimeSelection | null = null;

/** Of the whole page, so that its labs share one built-in runtime and one WebContainer. */
function selection(): RuntimeSelection {
  if (shared === null) {
    shared = createRuntimeSelection({
      embedded: builtIn(),
      webcontainer: createWebContainerRuntime({ clientId: import.meta.env.PUBLIC_WEBCONTAINER_CLIENT_ID }),
      isolation: createIsolation({ base: withSlash(import.meta.env.BASE_URL) }),
      store: createChoiceStore(),
      device: readDevice(),
    });
    shared.onChange(() => {
      for (const listener of listeners) listener();
    });
  }
  return shared;
}

export function chooseEngine(face: ExerciseFace): Engines {
  const wants = { needs: face.needs, host: face.host };
  const badge = () => badgeOf(selection().current(wants), selection().pin, face);

  return {
    intend: () => selection().intend(face.needs),
    badge,
    onBadge(listener) {
      const tell = () => listener(badge());
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    pin: (pin) => selection().choose(pin),
    runtime: () => readied(selection().current(wants)),
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
