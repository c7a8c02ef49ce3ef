/** What the learner is told when the runtime changes under their work. */
import type { EngineBadge } from './engine-badge.ts';
import type { Engines } from './engines.ts';
import { dismiss, notify, type Model } from './model.ts';

/** Keeps the badge true, and says so where a change concerns the next run. Returns its unsubscribe. */
export function followEngine(model: Model, engines: Engines): () => void {
  // Calls back at once, and again for another host, which not every runtime can be.
  const stop = model.host.subscribe(() => (model.engine.value = engines.badge()));
  const unfollow = engines.onBadge((badge) => {
    const before = model.engine.peek();
    model.engine.value = badge;
    if (before.state !== badge.state) tellChange(model, before, badge, engines);
  });
  return () => {
    stop();
    unfollow();
  };
}

function tellChange(model: Model, before: EngineBadge, badge: EngineBadge, engines: Engines): void {
  if (badge.state === 'ready') {
    dismiss(model, TOPIC);
    // Who has seen nothing yet has nothing to switch from.
    if (model.bench.peek().ended !== null) {
      model.announcement.value =
        'WebContainer is ready: your next run goes there. Your code and your results are kept.';
    }
  } else if (before.state === 'ready' && LOSSES.has(badge.state)) {
    notify(model, {
      topic: TOPIC,
      text: badge.why,
      action: { label: 'Restart WebContainer', act: () => engines.restart() },
    });
  } else if (badge.state === 'starting' || badge.state === 'pinned') {
    dismiss(model, TOPIC);
  }
}

const TOPIC = 'engine';
const LOSSES: ReadonlySet<EngineBadge['state']> = new Set(['crashed', 'out-of-memory']);
