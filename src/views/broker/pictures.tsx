import { SequenceDiagram } from '../sequence/SequenceDiagram.tsx';
import type { Picture } from '../stage/Stage.tsx';
import { Topology } from '../topology/Topology.tsx';
import type { RunNow } from './BrokerRuns.tsx';

/** The run as a sequence diagram, which every view of a broker has. */
export function sequencePicture({ sequence, step, goTo }: RunNow): Picture {
  return { id: 'sequence', label: 'Sequence', draw: () => <SequenceDiagram {...{ sequence, step, goTo }} /> };
}

/** Who publishes where, who hears it, and the message that moves now. */
export function topologyPicture({ state, step, event }: RunNow): Picture {
  return { id: 'topology', label: 'Topology', draw: () => <Topology {...{ state, step, event }} /> };
}
