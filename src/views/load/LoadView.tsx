/** A system under load: first how much waits, then where, who says what to whom, and along which ways. */
import { Board } from '../broker/Board.tsx';
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import { DepthChart } from '../broker/DepthChart.tsx';
import { sequencePicture, topologyPicture } from '../broker/pictures.tsx';
import type { ViewProps } from '../view.ts';

const pictures = (now: RunNow) => [
  { id: 'depth', label: 'Depth over time', draw: () => <DepthChart {...now} /> },
  { id: 'board', label: 'Board', draw: () => <Board now={now} /> },
  sequencePicture(now),
  topologyPicture(now),
];

export function LoadView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} isTimed />;
}
