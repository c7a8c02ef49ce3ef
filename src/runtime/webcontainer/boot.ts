import type { RuntimeStatus } from '../runtime.ts';
import type { Client, Container } from './client.ts';
import { hostAnswers, loadClient } from './client.ts';
import { createDeadline } from './deadline.ts';
import { obstacle, readEnvironment } from './environment.ts';
import { asRuntimeError, failureError } from './failures.ts';
import { expectedOrder, probeFile, probeProgram } from './order-probe.ts';
import { runNode } from './process.ts';
import { mountFresh } from './workspace.ts';

export interface BootOptions {
  /** The vendor's public client id; empty or absent where none is needed. */
  clientId?: string | undefined;
  /** Milliseconds until the status becomes `slow`. Default 9,000. */
  slowAfterMs?: number;
  /** Milliseconds until the start is given up. Default 25,000. */
  failAfterMs?: number;
}

export interface Booted {
  container: Container;
  /** Never resolves; rejects with a `RuntimeError` if the container dies. */
  lost: Promise<never>;
}

const STEPS = [
  'Loading the WebContainer client',
  'Starting WebContainer',
  'Checking WebContainer’s event loop',
] as const;

/**
 * Starts a container. The client's own `boot()` neither rejects nor times out when its host is out of reach, so the
 * deadline is ours; a container that arrives later is torn down. Rejects with a `RuntimeError`.
 */
export async function bootContainer(
  { clientId, slowAfterMs = 9000, failAfterMs = 25_000 }: BootOptions,
  report: (status: RuntimeStatus) => void,
): Promise<Booted> {
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
  const step = (index: 0 | 1 | 2): void =>
    report({ state: 'starting', step: index + 1, of: STEPS.length, what: STEPS[index] });

  try {
    step(0);
    const client = await deadline.race(loadClient(clientId));
    step(1);
    const container = await bootWithin(client, deadline.race);
    step(2);
    return await probed(container, deadline.race);
  } catch (error) {
    throw asRuntimeError(error);
  } finally {
    deadline.clear();
  }
}

type Race = <T>(work: Promise<T>) => Promise<T>;

async function bootWithin(client: Client, race: Race): Promise<Container> {
  const booting = client.boot();
  try {
    return await race(booting);
  } catch (error) {
    booting.then(tearDown, () => undefined);
    throw error;
  }
}

async function probed(container: Container, race: Race): Promise<Booted> {
  const lost = new Promise<never>((_, reject) => {
    container.on('error', ({ message }) => reject(failureError('crashed', new Error(message))));
  });
  lost.catch(() => undefined);
  try {
    if ((await race(Promise.race([printedOrder(container), lost]))) !== expectedOrder) {
      throw failureError('order-probe-failed');
    }
    return { container, lost };
  } catch (error) {
    tearDown(container);
    throw error;
  }
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

export function tearDown(container: Container): void {
  try {
    container.teardown();
  } catch {
    // It was torn down before; that is what was wanted.
  }
}
