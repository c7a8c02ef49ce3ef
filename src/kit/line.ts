/** A waiting line of a program: one loop works off its jobs, one after the other. */
export interface Line {
  /** Resolves, or rejects, to what the job comes to. The job runs in the context of whoever began the loop. */
  push<T>(job: () => T | Promise<T>): Promise<T>;
}

export function createLine(): Line {
  const jobs: (() => Promise<void>)[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    isWorking = true;
    for (let job; (job = jobs.shift());) await job();
    isWorking = false;
  }

  return {
    push: (job) =>
      new Promise((resolve, reject) => {
        jobs.push(() => Promise.resolve().then(job).then(resolve, reject));
        if (!isWorking) void work();
      }),
  };
}
