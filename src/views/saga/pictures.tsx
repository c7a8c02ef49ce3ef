import type { RunNow } from '../broker/BrokerRuns.tsx';
import { SequenceDiagram } from '../sequence/SequenceDiagram.tsx';
import type { Picture } from '../stage/Stage.tsx';
import { StateStrip } from './StateStrip.tsx';

/** In which state each saga is, and below it who says what to whom. */
export function sagaPicture(now: RunNow): Picture {
  const { sequence, step, goTo } = now;
  return {
    id: 'saga',
    label: 'Sagas and lanes',
    draw: () => (
      <>
        <StateStrip {...now} />
        <SequenceDiagram {...{ sequence, step, goTo }} />
      </>
    ),
  };
}
