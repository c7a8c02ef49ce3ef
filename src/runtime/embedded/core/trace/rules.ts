/** Why a job is the next to run, from its queue and what ran before it. */
import type { QueueName, RuleId } from './recorded.ts';

export const isInner = ({ queue }: { queue: QueueName }): boolean =>
  queue === 'next-tick' || queue === 'microtask';

const LOOP_LEVEL: Partial<Record<QueueName, { first: RuleId; next: RuleId }>> = {
  timer: { first: 'timer-due', next: 'timer-in-order' },
  immediate: { first: 'immediate-in-check', next: 'immediate-in-order' },
  poll: { first: 'io-ready', next: 'io-ready' },
  pending: { first: 'pending-callback', next: 'pending-callback' },
  close: { first: 'handle-closed', next: 'handle-closed' },
  message: { first: 'message-arrived', next: 'message-arrived' },
  task: { first: 'oldest-task', next: 'task-in-order' },
  'animation-frame': { first: 'before-rendering', next: 'before-rendering' },
  rejection: { first: 'rejection-unhandled', next: 'rejection-unhandled' },
  exit: { first: 'exit', next: 'exit' },
  main: { first: 'main-script', next: 'main-script' },
};

/** The queue of the job before; the main module counts as a kind of its own. */
export type Before = QueueName | 'main-module' | null;

/** `outer` is the queue of the last job that was no tick and no microtask, if its phase goes on. */
export function ruleFor(queue: QueueName, before: Before, outer: QueueName | null): RuleId {
  if (queue === 'next-tick') {
    if (before === 'next-tick') return 'tick-in-order';
    return before === 'microtask' || before === 'main-module'
      ? 'ticks-after-microtasks'
      : 'ticks-after-callback';
  }
  if (queue === 'microtask') {
    if (before === 'microtask') return 'microtask-in-order';
    if (before === 'main-module') return 'microtasks-after-main-module';
    return before === 'next-tick' ? 'microtasks-after-ticks' : 'microtasks-after-callback';
  }
  const { first, next } = LOOP_LEVEL[queue]!;
  return outer === queue ? next : first;
}
