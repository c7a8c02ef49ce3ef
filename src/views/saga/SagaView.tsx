/** A saga: the states that it goes through, and what its participants say to each other. */
import { Board } from '../broker/Board.tsx';
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import type { ViewProps } from '../view.ts';
import { sagaPicture } from './pictures.tsx';

const pictures = (now: RunNow) => [
  sagaPicture(now),
  { id: 'board', label: 'Board', draw: () => <Board now={now} /> },
];

export function SagaView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
