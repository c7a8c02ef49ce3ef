/** Provided by vite-plugin.ts. */
declare module 'virtual:embedded-runtime' {
  export const coreUrl: string;
  export const partUrls: import('./assets.ts').EmbeddedAssets['partUrls'];
  export const frameScript: string;
}
