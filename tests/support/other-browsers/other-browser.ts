/** Browsers beside Chromium: the few things that a test does with one, whatever protocol drives it. */

export interface Tab {
  open(url: string): Promise<void>;
  /** Calls a function in the page with plain data; resolves to the plain data that its promise gives. */
  call<A extends readonly unknown[], R>(
    task: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<Awaited<R>>;
  click(selector: string): Promise<void>;
  /** Presses a key as a remote control does: whatever has the focus gets it. */
  press(key: 'PageDown' | 'PageUp' | 'b'): Promise<void>;
  /** Selects all in what has the focus, and types over it. */
  replaceAll(text: string): Promise<void>;
}

export interface OtherBrowser {
  /** Name and version. */
  readonly name: string;
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

export interface BrowserKind {
  readonly id: 'firefox' | 'webkit';
  readonly title: string;
  /** Why it cannot be started here; empty if it can. */
  missing(): string;
  launch(): Promise<OtherBrowser>;
}

/** Waits until a task in the page gives something other than undefined, false or an empty string. */
export async function waitFor<A extends readonly unknown[], R>(
  tab: Tab,
  what: string,
  task: (...args: A) => R | Promise<R>,
  ...args: A
): Promise<Awaited<R>> {
  const until = performance.now() + 20_000;
  for (;;) {
    const found = await tab.call(task, ...args);
    if (found) return found;
    if (performance.now() > until) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
