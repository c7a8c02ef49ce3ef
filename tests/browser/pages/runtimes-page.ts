/** Hands the runtimes and a few readers to the test, which makes its own use of them inside the page. */
import * as assets from 'virtual:embedded-runtime';
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import { createIsolation } from '#runtime/isolation.ts';
import { createRuntimeSelection } from '#runtime/select.ts';
import { createChoiceStore } from '#runtime/select/choice-store.ts';
import { createWebContainerRuntime } from '#runtime/webcontainer/webcontainer-runtime.ts';
import { checkJob, observe, program, stopAtFirstOutput } from '../../contract/observe.ts';

/** The selection as the site makes it, on a device with nothing against WebContainer. */
function selectRuntimes() {
  return createRuntimeSelection({
    embedded: createEmbeddedRuntime({ assets }),
    webcontainer: createWebContainerRuntime(),
    isolation: createIsolation({ base: '/' }),
    store: createChoiceStore(),
    device: { saveData: false, lowMemory: false },
  });
}

const handed = { createWebContainerRuntime, selectRuntimes, checkJob, observe, program, stopAtFirstOutput };
export type Handed = typeof handed;

Object.assign(globalThis, handed);
