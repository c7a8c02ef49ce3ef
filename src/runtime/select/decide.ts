import type { Host, Need } from '#lab/model.ts';
import type { IsolationState } from '../isolation.ts';
import { wrongHostMessage } from '../run-messages.ts';
import type { FailureCode, RuntimeStatus } from '../runtime.ts';
import type { Pin } from './choice-store.ts';

type Engine = 'embedded' | 'webcontainer';

/** What the page knows when it has to choose an engine. */
export interface Situation {
  pin: Pin;
  /** The reader has opened a lab, pressed Run, or begun to edit. */
  intended: boolean;
  isolation: IsolationState;
  /** The browser asks for little data. */
  saveData: boolean;
  /** Too little memory for a second operating system in the page. */
  lowMemory: boolean;
  webcontainer: RuntimeStatus;
  /** The hosts that each engine can be. */
  hosts: Readonly<Record<Engine, readonly Host[]>>;
}

/** What a program asks of its engine. */
export interface Wants {
  needs: readonly Need[];
  host: Host;
}

export type ReasonCode =
  | 'not-asked'
  | 'starting'
  | 'slow'
  | 'ready'
  | 'pinned'
  | 'data-saver'
  | 'low-memory'
  | 'wrong-host'
  | 'reload-isolates'
  | FailureCode;

/** `restart` after a failure or a stop; `stop` for a WebContainer that runs or starts; `reload` of the page. */
export type Offer = 'restart' | 'stop' | 'reload';

/** Why it is this engine, for the badge. */
export interface Reason {
  code: ReasonCode;
  message: string;
  /** What the reader can do about it. */
  offer: Offer | null;
  /** How far the start is, for example `step 2 of 3`. */
  progress?: string;
}

/**
 * `run`: the engine answers now. `wait`: it is WebContainer's turn, which is still starting; a run waits for it.
 * `unavailable`: this lab needs WebContainer, which cannot be had.
 */
export interface Decision {
  type: 'run' | 'wait' | 'unavailable';
  engine: Engine;
  reason: Reason;
}

/** Whether WebContainer should be started now. It is a request to a third party, so only after intent. */
export function mayStart(situation: Situation, needs: readonly Need[]): boolean {
  const { intended, pin, isolation, webcontainer, saveData, lowMemory } = situation;
  if (!intended || pin === 'embedded' || isolation !== 'isolated' || webcontainer.state !== 'idle')
    return false;
  const asked = pin === 'webcontainer' || needs.length > 0;
  return asked || (!saveData && !lowMemory);
}

export function decide(situation: Situation, { needs, host }: Wants): Decision {
  const { pin, hosts, webcontainer } = situation;
  if (!hosts.webcontainer.includes(host)) {
    const can = hosts.embedded.includes(host);
    const message = can ? 'Only the built-in runtime can be a browser page.' : wrongHostMessage(host);
    return { type: can ? 'run' : 'unavailable', engine: 'embedded', reason: plain('wrong-host', message) };
  }
  const reason = explain(situation, needs);
  const required = needs.length > 0;
  if (pin === 'embedded') return { type: required ? 'unavailable' : 'run', engine: 'embedded', reason };
  if (webcontainer.state === 'ready') return { type: 'run', engine: 'webcontainer', reason };

  const onItsWay = webcontainer.state === 'starting' || webcontainer.state === 'slow';
  const willStart = mayStart({ ...situation, intended: true }, needs);
  if ((required || pin === 'webcontainer') && (onItsWay || willStart)) {
    return { type: 'wait', engine: 'webcontainer', reason };
  }
  return { type: required ? 'unavailable' : 'run', engine: 'embedded', reason };
}

function plain(code: ReasonCode, message: string): Reason {
  return { code, message, offer: null };
}

function explain(situation: Situation, needs: readonly Need[]): Reason {
  const { pin, webcontainer: status } = situation;
  if (pin === 'embedded') {
    const advice = needs.length > 0 ? ' This lab needs WebContainer: choose it to go on.' : '';
    return plain('pinned', `You chose the built-in runtime.${advice}`);
  }
  switch (status.state) {
    case 'ready':
      return { ...plain('ready', 'Running in WebContainer.'), offer: 'stop' };
    case 'starting': {
      const progress = `step ${status.step} of ${status.of}`;
      return { ...plain('starting', `${status.what} (${progress}).`), progress, offer: 'stop' };
    }
    case 'slow':
      return { ...plain('slow', `${status.what}.`), offer: 'stop' };
    case 'failed': {
      const { code, message, canRetry } = status.failure;
      return { code, message: `${message} ${meanwhile(needs)}`, offer: canRetry ? 'restart' : null };
    }
    case 'disposed':
      return plain('crashed', 'WebContainer was closed on this page.');
    case 'idle':
      return explainIdle(situation, needs);
  }
}

function meanwhile(needs: readonly Need[]): string {
  return needs.length > 0
    ? 'This lab needs WebContainer, so its code cannot run now.'
    : 'Your code runs in the built-in runtime.';
}

function explainIdle(situation: Situation, needs: readonly Need[]): Reason {
  switch (situation.isolation) {
    case 'insecure':
      return plain('insecure-context', 'WebContainer needs https; this page came over plain http.');
    case 'impossible':
      return plain(
        'not-isolated',
        'WebContainer needs a cross-origin isolated page, which this host does not give.',
      );
    case 'reload-isolates': {
      const message = 'One reload gives this page WebContainer. Your code is kept.';
      return { code: 'reload-isolates', message, offer: 'reload' };
    }
    case 'not-prepared':
    case 'preparing':
      return plain(
        'not-isolated',
        'WebContainer needs a cross-origin isolated page, which this one is not yet.',
      );
    case 'isolated':
      break;
  }
  if (!mayStart({ ...situation, intended: true }, needs)) {
    return situation.saveData
      ? plain('data-saver', 'Your browser saves data, so WebContainer is not loaded unless you choose it.')
      : plain(
          'low-memory',
          'This device has little memory, so WebContainer is not loaded unless you choose it.',
        );
  }
  return plain('not-asked', 'WebContainer starts when you open a lab or run code.');
}
