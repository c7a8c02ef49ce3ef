import type { RecordedTrace, Trace, TraceKind } from '#trace/trace.ts';

/**
 * A trace that a runtime delivers, as one that a view can draw.
 * @throws Error if the view does not know its kind or its version
 */
export function receiveTrace(recorded: RecordedTrace, kinds: readonly TraceKind<object>[]): Trace<object> {
  const kind = kinds.find(({ id, version }) => id === recorded.kind && version === recorded.version);
  if (kind) return { ...recorded, kind };
  const known = kinds.map(({ id, version }) => `“${id}”, version ${String(version)}`);
  throw new Error(
    `“${recorded.kind}”, version ${String(recorded.version)}, was recorded, and this page draws ${known.join(', ')}. Reload the page.`,
  );
}
