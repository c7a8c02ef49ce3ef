/**
 * What every engine has, simulated or real. Each family of brokers adds its own operations to it, in the `engine.ts`
 * beside its model: the simulator and the adapters of real engines implement the same interface.
 */
export interface Engine {
  /** For example `3.10.8`. Of a simulator: the version whose rules it follows. */
  readonly version: string;
  /** What not every engine can do, by name: true, or why it cannot, as the end of a sentence. */
  readonly capabilities: Readonly<Record<string, true | string>>;
  /** Lets `ms` milliseconds pass: virtually in a simulator; with a real engine it waits. */
  advance(ms: number): Promise<void>;
  /** Removes what was declared through it, and lets go of every connection. */
  close(): Promise<void>;
}
