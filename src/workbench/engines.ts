/** What the session needs of the choice of runtimes; choose-engine.ts makes it of src/runtime/select.ts. */
import type { Runtime } from '#runtime/runtime.ts';
import type { Workspace, WorkspaceOptions } from '#runtime/webcontainer/workspace.ts';
import type { EngineBadge } from './engine-badge.ts';

export interface Engines {
  /** The runtime for the next job, ready to take it. Rejects with a message for the learner. */
  runtime(): Promise<Runtime>;
  /** The runtime that can record what a program does. */
  recorder(): Runtime;
  /** The learner has run, checked or begun to edit: WebContainer may start in the background. */
  intend(): void;
  badge(): EngineBadge;
  onBadge(listener: (badge: EngineBadge) => void): () => void;
  pin(pin: EngineBadge['pin']): void;
  /** Starts WebContainer once more. */
  restart(): void;
  /** Ends WebContainer, until it is started again. */
  stop(): void;
  /** Opens the exercise's folder in WebContainer, which is started if need be. Rejects with a message for the learner. */
  openWorkspace(wanted: WorkspaceOptions): Promise<Workspace>;
  /** Lets go of runtimes that do not answer; the next job gets fresh ones. */
  abandon(): void;
}
