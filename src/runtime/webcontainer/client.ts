import type { WebContainer } from '@webcontainer/api';

export type Container = WebContainer;

/** The vendor's client, fetched on demand: about 20 kB that no reader pays for before asking to run something. */
export interface Client {
  boot(): Promise<Container>;
}

const VENDOR_ORIGIN = 'https://stackblitz.com';

/** The host that the client will ask; tests put a stand-in there, as the client itself allows. */
function hostOrigin(): string {
  const override = (globalThis as { WEBCONTAINER_API_IFRAME_URL?: string }).WEBCONTAINER_API_IFRAME_URL;
  return new URL(override ?? VENDOR_ORIGIN).origin;
}

let keyGiven = false;

export async function loadClient(clientId: string | undefined): Promise<Client> {
  const { WebContainer: api, configureAPIKey } = await import('@webcontainer/api');
  if (clientId && !keyGiven) {
    configureAPIKey(clientId);
    keyGiven = true;
  }
  return {
    boot: () => api.boot({ coep: 'require-corp', workdirName: 'handbook' }),
  };
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
