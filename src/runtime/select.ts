import type { Need } from '#lab/model.ts';
import type { Isolation } from './isolation.ts';
import type { Runtime, RuntimeStatus } from './runtime.ts';
import type { ChoiceStore, Pin } from './select/choice-store.ts';
import type { Decision, Situation, Wants } from './select/decide.ts';
import { decide, mayStart } from './select/decide.ts';
import type { WebContainerRuntime } from './webcontainer/webcontainer-runtime.ts';

/** A decision together with the runtime that it names. */
export interface Choice extends Decision {
  runtime: Runtime;
}

/** Chooses the runtime for each run: an answer now, and WebContainer as soon as it can be had. */
export interface RuntimeSelection {
  readonly pin: Pin;
  /** Where a program with these wants runs now, and why. Asking starts nothing. */
  current(wants: Wants): Choice;
  /** The reader opened a lab, pressed Run, or began to edit: WebContainer may start in the background. */
  intend(needs?: readonly Need[]): void;
  /** The reader chose an engine for good; null leaves it to the page again. WebContainer, if chosen, may start. */
  choose(pin: Pin): void;
  /** The reader wants WebContainer started once more: after a failure, or after `stop()`. */
  restart(): void;
  /** The reader wants no WebContainer for now, to free its memory; the built-in runtime answers. */
  stop(): void;
  /** Calls back whenever `current()` may answer differently; returns its unsubscribe. */
  onChange(listener: () => void): () => void;
  /** Disposes of both runtimes. */
  dispose(): Promise<void>;
}

export interface SelectionOptions {
  embedded: Runtime;
  webcontainer: Runtime & Pick<WebContainerRuntime, 'stop' | 'again'>;
  isolation: Isolation;
  store: ChoiceStore;
  device: Pick<Situation, 'saveData' | 'lowMemory'>;
}

export function createRuntimeSelection(options: SelectionOptions): RuntimeSelection {
  const { embedded, webcontainer, isolation, store, device } = options;
  const listeners = new Set<() => void>();
  const runtimes = { embedded, webcontainer };
  let intended = false;
  let needed: readonly Need[] = [];

  const situation = (): Situation => ({
    ...device,
    pin: store.read(),
    intended,
    isolation: isolation.state,
    webcontainer: webcontainer.status,
    hosts: { embedded: embedded.capabilities.hosts, webcontainer: webcontainer.capabilities.hosts },
  });
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  function startIfWanted(): void {
    // Being offline passes; the other failures stay until the reader asks for another try.
    const { status } = webcontainer;
    if (status.state === 'failed' && status.failure.code === 'offline') webcontainer.again();
    // A failure shows in the status, and from there in the badge.
    if (mayStart(situation(), needed)) webcontainer.prepare().catch(() => undefined);
    else if (intended && store.read() !== 'embedded') void isolation.prepare();
  }

  function statusChanged({ state }: RuntimeStatus): void {
    tell();
    // It was thrown away, or another tab has let go of it. Not at once: others are being told of the status.
    if (state === 'idle' && intended) queueMicrotask(startIfWanted);
  }

  const unsubscribe = [
    webcontainer.onStatus(statusChanged),
    embedded.onStatus(tell),
    isolation.onChange(tell),
  ];

  return {
    get pin() {
      return store.read();
    },
    current(wants) {
      const decision = decide(situation(), wants);
      return { ...decision, runtime: runtimes[decision.engine] };
    },
    intend(needs = []) {
      intended = true;
      needed = [...new Set([...needed, ...needs])];
      startIfWanted();
    },
    choose(pin) {
      store.write(pin);
      const { status } = webcontainer;
      if (pin === 'webcontainer') intended = true;
      if (pin === 'webcontainer' && status.state === 'failed' && status.failure.canRetry)
        webcontainer.again();
      startIfWanted();
      tell();
    },
    restart() {
      intended = true;
      webcontainer.again();
      startIfWanted();
    },
    stop: () => webcontainer.stop(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async dispose() {
      for (const stop of unsubscribe) stop();
      listeners.clear();
      await Promise.all([embedded.dispose(), webcontainer.dispose()]);
    },
  };
}
