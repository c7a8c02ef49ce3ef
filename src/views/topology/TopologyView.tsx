/** Publish and subscribe as a topology: along which subscriptions a message travels, and where it falls. */
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import { sequencePicture, topologyPicture } from '../broker/pictures.tsx';
import type { ViewProps } from '../view.ts';

const pictures = (now: RunNow) => [topologyPicture(now), sequencePicture(now)];

export function TopologyView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
