/** Provided by vite-plugin.ts. */
declare module 'virtual:webcontainer-client' {
  const text: string;
  export default text;
}
