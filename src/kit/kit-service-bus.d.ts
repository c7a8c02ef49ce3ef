/** The types of the kit's bus between services. They stand in kit.d.ts where a lab gets it, as those of the event store. */

/** A message in the envelope of chapter 5. */
export interface ServiceMessage {
  readonly id: string;
  readonly type: string;
  readonly source?: string;
  readonly correlationid?: string | undefined;
  readonly causationid?: string | undefined;
  readonly data?: any;
}

export interface ServiceBus {
  /** Resolves when the bus has it. */
  send(message: ServiceMessage): Promise<void>;
  /** Calls `handler` for each message of a type; again, a few times, if it throws or its promise is rejected. */
  receive(type: string, handler: (message: ServiceMessage) => unknown): void;
}

/** A bus between the services of one program. Gives its end at a service, by name. All that happens is recorded. */
export function createServiceBus(options?: {
  /** What a message belongs to by its data: the picture then shows where the ids contradict it. */
  story?(message: ServiceMessage): string | undefined;
  /** Is told of each message that is sent. */
  sent?(message: ServiceMessage): void;
}): (service: string) => ServiceBus;

/** A waiting line: one loop works off its jobs, one after the other. */
export function createLine(): {
  /** Resolves, or rejects, to what the job comes to. */
  push<T>(job: () => T | Promise<T>): Promise<T>;
};
