/** A whole shop: the states of its orders with who says what to whom, its queues, and what was tried how often. */
import { AttemptsChart } from '../attempts/AttemptsChart.tsx';
import { Board } from '../broker/Board.tsx';
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import { DepthChart } from '../broker/DepthChart.tsx';
import { topologyPicture } from '../broker/pictures.tsx';
import { sagaPicture } from '../saga/pictures.tsx';
import type { ViewProps } from '../view.ts';

const pictures = (now: RunNow) => [
  sagaPicture(now),
  topologyPicture(now),
  { id: 'board', label: 'Board', draw: () => <Board now={now} /> },
  { id: 'attempts', label: 'Attempts', draw: () => <AttemptsChart {...now} /> },
  { id: 'depth', label: 'Depth over time', draw: () => <DepthChart {...now} /> },
];

export function ShopView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
