import type * as Api from '@webcontainer/api';
import { failureError } from './failures.ts';

export type Container = Api.WebContainer;

/** The vendor's client for one container: its module's state, and the hidden frame that it puts into the page. */
export interface Client {
  /** Call it once: a client that was booted before waits for ever, so each container has a client of its own. */
  boot(): Promise<Container>;
  /** The frame; null until the client has made it. */
  frame(): HTMLIFrameElement | null;
  /** Ends the container, ready or not, and takes the frame out of the page. */
  close(container: Container | undefined): Promise<void>;
}

const VENDOR_ORIGIN = 'https://stackblitz.com';

/** How long a container may take to put its things in order before its frame is removed. Milliseconds. */
const FAREWELL_MS = 250;

/** The host that the client will ask; tests put a stand-in there, as the client itself allows. */
function hostOrigin(): string {
  const override = (globalThis as { WEBCONTAINER_API_IFRAME_URL?: string }).WEBCONTAINER_API_IFRAME_URL;
  return new URL(override ?? VENDOR_ORIGIN).origin;
}

/** Fetches the client on demand: about 20 kB that no reader pays for before asking to run something. */
export async function loadClient(clientId: string | undefined): Promise<Client> {
  const { WebContainer: api, configureAPIKey } = await evaluateClient();
  if (clientId) configureAPIKey(clientId);
  const frame = (): HTMLIFrameElement | null =>
    document.querySelector(`iframe[src^="${hostOrigin()}/headless?"]`);
  return {
    boot: () => api.boot({ coep: 'require-corp', workdirName: 'handbook' }),
    frame,
    async close(container) {
      if (container && tearDown(container)) await new Promise((resolve) => setTimeout(resolve, FAREWELL_MS));
      frame()?.remove();
    },
  };
}

/**
 * The client keeps its frame for as long as its module lives, and offers no way to try again after a failure. A
 * module of a new address is evaluated anew, so a container can be restarted without reloading the page.
 */
async function evaluateClient(): Promise<typeof Api> {
  const { default: text } = await import('virtual:webcontainer-client').catch((error: unknown) => {
    throw failureError(navigator.onLine ? 'blocked' : 'offline', error);
  });
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return (await import(/* @vite-ignore */ address)) as typeof Api;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function tearDown(container: Container): boolean {
  try {
    container.teardown();
    return true;
  } catch {
    // It was torn down before; that is what was wanted.
    return false;
  }
}

/** Whether the host answers at all. The answer itself is opaque and of no interest. */
export async function hostAnswers(): Promise<boolean> {
  try {
    await fetch(`${hostOrigin()}/headless`, { mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
