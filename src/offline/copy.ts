/** The copy of the site in this browser, seen from a page: asked of the newest worker there is. */
import type { CopyState, CopyWish, Wish } from './messages.ts';
import { reached, registerWorker, serviceWorkers } from './register.ts';

type Progress = (state: CopyState) => void;

export interface AskOptions {
  /** Is told how far it is. */
  progress?: Progress;
  /** Is given the worker that does it; returns what to do in the end. */
  meanwhile?: (worker: ServiceWorker) => () => void;
}

/**
 * Carries out a wish; starts the worker if there is none.
 * @param base the site's base path, with slashes at both ends
 * @returns null where no copy can be had: over plain http, or in a browser that forbids it
 */
export async function askForCopy(
  base: string,
  wish: CopyWish,
  { progress = () => {}, meanwhile }: AskOptions = {},
): Promise<CopyState | null> {
  let end: (() => void) | undefined;
  try {
    const workers = serviceWorkers();
    const registration = workers && (await registerWorker(workers, base));
    if (!registration) return null;
    // The copy must be of the build that the host has now. Without a network there is nothing newer to be had.
    if (wish === 'keep') await registration.update().catch(() => undefined);
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    await reached(worker, ['installed', 'activating', 'activated']);
    if (!worker) return null;
    end = meanwhile?.(worker);
    return await ask(worker, { handbook: wish }, progress);
  } catch {
    return null;
  } finally {
    end?.();
  }
}

function ask(worker: ServiceWorker, wish: Wish, progress: Progress): Promise<CopyState> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<CopyState>) => {
      progress(data);
      if (!data.isSettled) return;
      port1.close();
      resolve(data);
    };
    worker.postMessage(wish, [port2]);
  });
}
