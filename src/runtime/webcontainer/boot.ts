import type { RuntimeStatus } from '../runtime.ts';
import type { Client, Container } from './client.ts';
import { hostAnswers, loadClient } from './client.ts';
import { createDeadline } from './deadline.ts';
import { obstacle, readEnvironment } from './environment.ts';
import { asRuntimeError, failureError } from './failures.ts';
import { expectedOrder, probeFile, probeProgram } from './order-probe.ts';
import { runNode } from './process.ts';
import { watchVitalSigns } from './vital-signs.ts';
import { mountFresh } from './mount.ts';

export interface BootOptions {
  /** The vendor's public client id; empty or absent where none is needed. */
  clientId?: string | undefined;
  /** Milliseconds until the status becomes `slow`. Default 9,000. */
  slowAfterMs?: number;
  /** Milliseconds until the start is given up. Default 25,000. */
  failAfterMs?: number;
  /** Milliseconds between two questions whether the container is alive. Default 1,000. */
  beatMs?: number;
}

export interface Booted {
  container: Container;
  /** Never resolves; rejects with a `RuntimeError` if the container dies. */
  lost: Promise<never>;
  /** Ends the container and takes its frame out of the page. */
  close(): Promise<void>;
}

const STEPS = [
  'Loading the WebContainer client',
  'Starting WebContainer',
  'Checking WebContainer’s event loop',
] as const;

/**
 * Starts a container. The client's own `boot()` neither rejects nor times out when its host is out of reach, so the
 * deadline is ours; a container that would arrive later, or after
 * `signal` has aborted, is ended. Rejects with a `RuntimeError`.
 */
export async function bootContainer(
  options: BootOptions,
  report: (status: RuntimeStatus) => void,
  signal: AbortSignal,
): Promise<Booted> {
  const { clientId, slowAfterMs = 9000, failAfterMs = 25_000 } = options;
  const code = obstacle(readEnvironment());
  if (code) throw failureError(code);

  const deadline = createDeadline({
    slowAfterMs,
    async onSlow() {
      report({ state: 'slow', what: 'WebContainer is taking longer than usual; you can run code meanwhile' });
      if (!(await hostAnswers())) deadline.fail(failureError(navigator.onLine ? 'blocked' : 'offline'));
    },
    failAfterMs,
    lateError: () => failureError(navigator.onLine ? 'timeout' : 'offline'),
  });
  signal.addEventListener('abort', () => deadline.fail(failureError('stopped')));
  const step = (index: 0 | 1 | 2): void =>
    report({ state: 'starting', step: index + 1, of: STEPS.length, what: STEPS[index] });

  let client: Client | undefined;
  let booted: Booted | undefined;
  try {
    step(0);
    client = await deadline.race(loadClient(clientId));
    step(1);
    booted = watched(await deadline.race(client.boot()), client, options);
    step(2);
    await deadline.race(probe(booted));
    return booted;
  } catch (error) {
    await (booted ? booted.close() : client?.close(undefined));
    throw asRuntimeError(error);
  } finally {
    deadline.clear();
  }
}

function watched(container: Container, client: Client, { beatMs = 1000 }: BootOptions): Booted {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  // It may be lost while nobody runs anything; whoever asks later still sees it.
  lost.catch(() => undefined);
  const stopWatching = watchVitalSigns({
    container,
    frame: client.frame(),
    beatMs,
    onDeath: reject,
  });
  return {
    container,
    lost,
    close() {
      stopWatching();
      reject(failureError('stopped'));
      return client.close(container);
    },
  };
}

async function probe({ container, lost }: Booted): Promise<void> {
  const printed = await Promise.race([printedOrder(container), lost]);
  if (printed !== expectedOrder) throw failureError('order-probe-failed');
}

async function printedOrder(container: Container): Promise<string> {
  const folder = await mountFresh(container, { [probeFile]: probeProgram });
  let printed = '';
  const onText = (text: string): void => {
    printed += text;
  };
  await runNode(container, { folder, args: [probeFile], onText, halted: new AbortController().signal });
  return printed.trim();
}
