import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '#sim/world.ts';

/** Lets the world run to its end, with all that asynchronous code does on the way. */
async function runToEnd(world: World): Promise<void> {
  do await world.pending.settle();
  while (world.step());
}

describe('asynchronous code in a world', () => {
  test('resumes at the virtual time for which it sleeps', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const seen: number[] = [];
    const work = async () => {
      for (const ms of [10, 5, 20]) {
        await process.sleep(ms);
        seen.push(world.now);
      }
    };
    process.call(work, () => seen.push(-1));
    await runToEnd(world);
    expect(seen).toEqual([10, 15, 35, -1]);
  });

  test('never resumes after a crash, whatever it was waiting for', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const seen: string[] = [];
    let answer = (_value: string): void => undefined;
    const asked = process.promise<string>((resolve) => (answer = resolve));
    const work = async (name: string, wait: Promise<unknown>) => {
      try {
        await wait;
        seen.push(name);
      } finally {
        seen.push(`${name}, finally`);
      }
    };
    process.call(
      () => work('sleeper', process.sleep(10)),
      () => seen.push('sleeper ended'),
    );
    process.call(
      () => work('asker', asked),
      () => seen.push('asker ended'),
    );
    await world.pending.settle();
    process.crash();
    answer('late');
    process.call(
      () => work('next', process.sleep(1)),
      () => seen.push('next ended'),
    );
    await runToEnd(world);
    expect(seen).toEqual(['next', 'next, finally', 'next ended']);
    expect(world.pending.calls).toBe(0);
  });

  test('does all that it can before time goes on, however deep its promises are nested', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const seen: string[] = [];
    const nested = async (depth: number): Promise<void> => {
      if (depth === 0) return;
      // As long-winded as promises can be: each level costs three microtasks.
      return nested(depth - 1);
    };
    process.call(
      async () => {
        await process.sleep(5);
        await nested(40);
        seen.push('work');
      },
      () => undefined,
    );
    world.process('other').after(6, () => seen.push('later event'));
    await runToEnd(world);
    expect(seen).toEqual(['work', 'later event']);
  });

  test('that waits for its own promise does not hold up the world', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const seen: string[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    process.call(
      () => gate.then(() => seen.push('behind the gate')),
      () => seen.push('first done'),
    );
    process.call(
      () => process.sleep(5).then(open),
      () => seen.push('second done'),
    );
    await runToEnd(world);
    expect(seen.toSorted()).toEqual(['behind the gate', 'first done', 'second done']);
    expect(world.pending.calls).toBe(0);
  });

  test('that never lets time pass is told apart from code that waits for ever', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    let isOver = false;
    const busy = (): unknown => {
      world.pending.stir();
      return isOver || Promise.resolve().then(() => void busy());
    };
    process.call(busy, () => undefined);
    expect(await world.pending.settle()).toBe('endless');
    isOver = true;
    expect(await world.pending.settle()).toBe('settled');

    process.call(
      () => new Promise(() => {}),
      () => undefined,
    );
    expect(await world.pending.settle()).toBe('settled');
    expect(world.pending.calls).toBe(1);
  });

  test('what throws at once, what rejects and what returns a plain value all come to an end', async () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const ends: unknown[] = [];
    const note = (outcome: { ok: boolean; error?: unknown; value?: unknown }) =>
      void ends.push(outcome.ok ? outcome.value : String(outcome.error));
    process.call(() => 1, note);
    process.call((): number => {
      throw new Error('at once');
    }, note);
    process.call(async (): Promise<number> => {
      throw new Error('later');
    }, note);
    await runToEnd(world);
    expect(ends).toEqual([1, 'Error: at once', 'Error: later']);
  });

  test('an action that was called off does not run', () => {
    const world = createWorld({ seed: 1 });
    const seen: string[] = [];
    const off = world.process('p').after(5, () => seen.push('called off'));
    world.process('p').after(5, () => seen.push('kept'));
    off();
    while (world.step());
    expect(seen).toEqual(['kept']);
  });
});
