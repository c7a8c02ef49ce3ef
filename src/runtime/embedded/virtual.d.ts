/** Provided by vite-plugin.ts. */
declare module 'virtual:embedded-runtime' {
  export const coreUrl: string;
  export const checksUrl: string;
  export const frameScript: string;
}
