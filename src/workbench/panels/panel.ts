/** What every panel gets. */
import type { CommandContext } from '../commands.ts';

export interface PanelProps extends CommandContext {
  /** Closes the panel; the focus goes back to where it was. */
  close: () => void;
}

/** Id of the panel's heading: one panel is open at a time. */
export const HEADING = 'wb-panel-title';
