/** Processes, what they ask of others, and the broker between them: first who says what to whom. */
import { Board } from '../broker/Board.tsx';
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import { DepthChart } from '../broker/DepthChart.tsx';
import { sequencePicture } from '../broker/pictures.tsx';
import type { ViewProps } from '../view.ts';

const pictures = (now: RunNow) => [
  sequencePicture(now),
  { id: 'board', label: 'Board', draw: () => <Board now={now} /> },
  { id: 'depth', label: 'Depth over time', draw: () => <DepthChart {...now} /> },
];

export function SystemView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
