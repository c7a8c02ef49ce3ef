/** The pull requests that wait at one consumer: each delivery goes to the next in turn. */
import type { Process } from '../process.ts';
import type { Delivery, PullEnd, PullOptions } from './engine.ts';

/** Where the answers to a pull go. */
export interface PullTarget {
  onDelivery(delivery: Delivery): void;
  onEnd(end: PullEnd): void;
}

interface Pull extends PullTarget {
  left: number;
}

export interface Pulls {
  readonly waiting: number;
  add(options: PullOptions, target: PullTarget, deliver: () => void): void;
  /** Gives a delivery to the request whose turn it is. */
  hand(delivery: Delivery): void;
  /** Ends all that wait. */
  endAll(end: PullEnd): void;
}

export function createPulls(process: Process): Pulls {
  let queue: Pull[] = [];

  function end(pull: Pull, why: PullEnd) {
    if (!queue.includes(pull)) return;
    queue = queue.filter((other) => other !== pull);
    pull.onEnd(why);
  }

  return {
    get waiting() {
      return queue.length;
    },
    add({ batch, expiresMs }, target, deliver) {
      if (!Number.isInteger(batch) || batch < 1) {
        throw new RangeError(`pull: batch must be a positive whole number, got ${batch}`);
      }
      const pull: Pull = { ...target, left: batch };
      queue.push(pull);
      deliver();
      if (expiresMs === undefined) end(pull, pull.left === batch ? 'no messages' : 'timeout');
      else process.after(expiresMs, () => end(pull, 'timeout'));
    },
    hand(delivery) {
      const pull = queue.shift()!;
      if (--pull.left > 0) queue.push(pull);
      pull.onDelivery(delivery);
      if (pull.left === 0) pull.onEnd('full');
    },
    endAll(why) {
      for (const pull of queue) end(pull, why);
    },
  };
}
