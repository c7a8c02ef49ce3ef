import type { Need } from '#lab/model.ts';
import type { Isolation } from './isolation.ts';
import type { Runtime } from './runtime.ts';
import type { ChoiceStore, Pin } from './select/choice-store.ts';
import type { Decision, Situation, Wants } from './select/decide.ts';
import { decide, mayStart } from './select/decide.ts';

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
  /** Calls back whenever `current()` may answer differently; returns its unsubscribe. */
  onChange(listener: () => void): () => void;
  /** Disposes of both runtimes. */
  dispose(): Promise<void>;
}

export interface SelectionOptions {
  embedded: Runtime;
  webcontainer: Runtime;
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
    const now = situation();
    // Being offline passes; the other failures stay until the page is loaded again.
    const { webcontainer: status } = now;
    if (status.state === 'failed' && status.failure.code === 'offline') now.webcontainer = { state: 'idle' };
    // A failure shows in the status, and from there in the badge.
    if (mayStart(now, needed)) webcontainer.prepare().catch(() => undefined);
    else if (intended && store.read() !== 'embedded') void isolation.prepare();
  }

  const unsubscribe = [webcontainer.onStatus(tell), embedded.onStatus(tell), isolation.onChange(tell)];

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
      if (pin === 'webcontainer') intended = true;
      startIfWanted();
      tell();
    },
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
