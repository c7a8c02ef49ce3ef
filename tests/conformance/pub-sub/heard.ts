/** What the scenarios of core NATS look at. */
import type { NatsCoreSubscription } from '#sim/pub-sub/engine.ts';

/** The bodies of what came. */
export const heard = async (subscription: NatsCoreSubscription): Promise<string[]> =>
  (await subscription.received()).map(({ data }) => data);

/** The name of the error with which something was refused. */
export async function rejection(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'answered',
    (error: unknown) => (error as Error).name,
  );
}
