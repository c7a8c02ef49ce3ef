/** Notices the death of a container, also of one that does not tell of it. */
import { startHeartbeat } from '../heartbeat.ts';
import type { RuntimeError } from '../runtime.ts';
import type { Container } from './client.ts';
import { failureError } from './failures.ts';

export interface VitalSignsOptions {
  container: Container;
  frame: HTMLIFrameElement | null;
  /** Milliseconds between two questions; six without an answer are too many. */
  beatMs: number;
  onDeath(error: RuntimeError): void;
}

const PATIENCE = 6;

/** Watches until `onDeath` is called, or until the returned function is. */
export function watchVitalSigns({ container, frame, beatMs, onDeath }: VitalSignsOptions): () => void {
  function die(cause: string): void {
    stop();
    onDeath(failureError('crashed', new Error(cause)));
  }
  // Any answer will do, a refusal too.
  const ping = (): unknown => container.fs.readdir('.').then(pulse.heard, pulse.heard);
  const pulse = startHeartbeat(ping, () => die('It does not answer any more.'), {
    beatMs,
    patience: PATIENCE,
  });
  const removals = new MutationObserver(() => {
    if (frame?.isConnected === false) die('Its frame was taken out of the page.');
  });
  if (frame?.parentNode) removals.observe(frame.parentNode, { childList: true });
  const unsubscribe = container.on('error', ({ message }) => die(message));

  function stop(): void {
    pulse.stop();
    removals.disconnect();
    unsubscribe();
  }
  return stop;
}
