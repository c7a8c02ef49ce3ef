/** A system of many parts, seen from all sides. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import attemptsStyles from '../attempts/attempts.css?inline';
import { view as saga } from '../saga/view.ts';
import topologyStyles from '../topology/topology.css?inline';
import type { View } from '../view.ts';
import { ShopView } from './ShopView.tsx';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: ShopView,
  styles: [saga.styles, topologyStyles, attemptsStyles].join('\n'),
};
