import type { Plugin } from 'vite';
import { buildClientText, CLIENT_TEXT } from './client-text.ts';

/** Makes `virtual:webcontainer-client` importable. */
export function webContainerClient(): Plugin {
  const resolved = `\0${CLIENT_TEXT}`;
  return {
    name: 'webcontainer-client',
    resolveId: (id) => (id === CLIENT_TEXT ? resolved : undefined),
    load: async (id) =>
      id === resolved ? `export default ${JSON.stringify(await buildClientText())};` : undefined,
  };
}
