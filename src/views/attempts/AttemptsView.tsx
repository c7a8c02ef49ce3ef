/** Retries: when each message was tried, where it waited in between, and how much waits in each queue. */
import { BrokerRuns, type RunNow } from '../broker/BrokerRuns.tsx';
import { DepthChart } from '../broker/DepthChart.tsx';
import { sequencePicture } from '../broker/pictures.tsx';
import type { ViewProps } from '../view.ts';
import { AttemptsChart } from './AttemptsChart.tsx';

const pictures = (now: RunNow) => [
  { id: 'attempts', label: 'Attempts', draw: () => <AttemptsChart {...now} /> },
  { id: 'depth', label: 'Depth over time', draw: () => <DepthChart {...now} /> },
  sequencePicture(now),
];

export function AttemptsView(props: ViewProps) {
  return <BrokerRuns {...props} pictures={pictures} />;
}
