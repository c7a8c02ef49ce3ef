/** The systems of chapter 9, in its order. */
import { analyticsSystem } from './catalogue/analytics.ts';
import { feedsSystem } from './catalogue/feeds.ts';
import { ordersSystem } from './catalogue/orders.ts';
import { paymentsSystem } from './catalogue/payments.ts';
import { releasesSystem } from './catalogue/releases.ts';
import { telemetrySystem } from './catalogue/telemetry.ts';
import type { System } from './system.ts';

export const SYSTEMS: readonly System[] = [
  paymentsSystem,
  ordersSystem,
  telemetrySystem,
  analyticsSystem,
  feedsSystem,
  releasesSystem,
];

/** @throws Error if there is none of this id */
export function systemOf(id: string): System {
  const found = SYSTEMS.find((system) => system.id === id);
  if (found) return found;
  throw new Error(`There is no system “${id}”; there are ${SYSTEMS.map((one) => one.id).join(', ')}.`);
}
