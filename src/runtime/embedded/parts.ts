/** The parts of the runtime that only some programs need, each a script of its own, and how a program's need is seen. */
import type { Host } from '#lab/model.ts';

/**
 * `files`: node:fs. `test`: node:test and our reporter. `network`: the simulated network with http, fetch and sockets.
 * `crypto`: digests. `browser`: the page's window, document and event loop. `trace`: what records the event loop.
 */
export const PARTS = ['files', 'test', 'network', 'crypto', 'browser', 'trace'] as const;
export type PartName = (typeof PARTS)[number];

/** Words without which a program cannot reach what the part has. One too many costs a fetch, nothing else. */
const WORDS: Readonly<Record<Exclude<PartName, 'browser' | 'trace'>, RegExp>> = {
  // node:test reads files.
  files: /\b(?:fs|loadEnvFile|builtinModules)\b|\bnode:test\b/,
  test: /\bnode:test\b|\bbuiltinModules\b/,
  network:
    /\b(?:https?|_http_\w+|net|dns|fetch|FormData|Headers|Request|Response|WebSocket|CloseEvent|EventSource|builtinModules)\b/,
  crypto: /\b(?:crypto|builtinModules)\b|\bWebSocket\b/,
};

/** The parts that a program of these texts may need; `trace` is the id of the kind of trace that is wanted. */
export function partsFor(texts: readonly string[], host: Host, trace: string | null = null): PartName[] {
  const traced: PartName[] = trace === 'event-loop' ? ['trace'] : [];
  if (host === 'browser') return ['browser', ...traced];
  const named = PARTS.filter(
    (name) => name !== 'browser' && name !== 'trace' && texts.some((text) => WORDS[name].test(text)),
  );
  return [...named, ...traced];
}
