/** A gate that code under test waits at, until the test opens it. */
export function createGate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return {
    opened,
    open,
    /** Resolves when something has come about, however long it takes: a test that waits in vain runs into its limit. */
    async reached(isThere: () => boolean): Promise<void> {
      while (!isThere()) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
