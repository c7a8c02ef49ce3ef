/** A broker as an instrument: what waits where, who has it, and what became of it, at any point of a run. */
import type { ViewProps } from '../view.ts';
import { Board } from './Board.tsx';
import { BrokerRuns, type RunNow } from './BrokerRuns.tsx';
import { DepthChart } from './DepthChart.tsx';
import { sequencePicture, topologyPicture } from './pictures.tsx';

const pictures = (now: RunNow) => [
  { id: 'board', label: 'Board', draw: () => <Board now={now} /> },
  sequencePicture(now),
  topologyPicture(now),
  { id: 'depth', label: 'Depth over time', draw: () => <DepthChart {...now} /> },
];

export function BrokerView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
