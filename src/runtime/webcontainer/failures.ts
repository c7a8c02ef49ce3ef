import type { FailureCode, RuntimeFailure } from '../runtime.ts';
import { RuntimeError } from '../runtime.ts';

/**
 * What to say, and whether starting again may help. Every sentence says what happened, why, and what to do; where the
 * code runs meanwhile is added by whoever knows it.
 */
const wording: Record<FailureCode, Omit<RuntimeFailure, 'code'>> = {
  'not-isolated': {
    message:
      'WebContainer cannot start: this page is not cross-origin isolated, because the server did not send the ' +
      'headers for it.',
    canRetry: false,
  },
  'insecure-context': {
    message:
      'WebContainer cannot start: this page came over plain http, and browsers allow it on https and localhost only.',
    canRetry: false,
  },
  offline: {
    message:
      'WebContainer cannot start: the browser is offline, and WebContainer comes from its vendor’s host. Try again ' +
      'when you are online.',
    canRetry: true,
  },
  blocked: {
    message:
      'WebContainer cannot start: its host cannot be reached from here. A firewall, a filter or an extension may ' +
      'block it.',
    canRetry: true,
  },
  timeout: {
    message:
      'WebContainer did not start in time: the network may be slow, or blocked third-party storage may keep it ' +
      'waiting.',
    canRetry: true,
  },
  'unsupported-browser': {
    message:
      'WebContainer cannot start: this browser lacks features that it builds on. A current Chrome, Edge, Firefox or ' +
      'Safari can run it.',
    canRetry: false,
  },
  'out-of-memory': {
    message: 'WebContainer ran out of memory. Close other tabs, then restart it.',
    canRetry: true,
  },
  licence: {
    message:
      'WebContainer refused this site: it needs a licence from the vendor for this address. Tell whoever runs this ' +
      'site.',
    canRetry: false,
  },
  'already-running': {
    message: 'WebContainer cannot start: this page already runs another one, and there can be only one.',
    canRetry: true,
  },
  'other-tab': {
    message:
      'WebContainer runs in another tab of this handbook, and one is enough for a computer. It moves here when that ' +
      'tab is closed.',
    canRetry: false,
  },
  'order-probe-failed': {
    message:
      'WebContainer started, but runs next ticks, promises and timers in another order than Node does, so it would ' +
      'teach you wrong things.',
    canRetry: false,
  },
  crashed: {
    message:
      'WebContainer stopped working because of an internal error. Your code and your results are kept.',
    canRetry: true,
  },
  stopped: {
    message: 'You stopped WebContainer.',
    canRetry: true,
  },
};

/** The error for a known failure; `cause` is kept for whoever looks into it. */
export function failureError(code: FailureCode, cause?: unknown): RuntimeError {
  return new RuntimeError({ code, ...wording[code] }, { cause });
}

const signs: readonly (readonly [RegExp, FailureCode])[] = [
  [/only a single webcontainer/i, 'already-running'],
  [/out of memory|memory allocation|allocation failed/i, 'out-of-memory'],
  [/licen[cs]e|client_id|api key|unauthori[sz]ed|forbidden|not allowed/i, 'licence'],
];

/** Classifies what the client or its host threw. The client has no codes, so its words must do. */
export function asRuntimeError(thrown: unknown): RuntimeError {
  if (thrown instanceof RuntimeError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const code = signs.find(([sign]) => sign.test(text))?.[1] ?? 'crashed';
  return failureError(code, thrown);
}
