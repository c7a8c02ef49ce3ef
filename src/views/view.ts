/**
 * What a view is: the kinds of traces that it draws, and a component that draws one. A view knows nothing of what ran
 * or where; the workbench knows nothing of what is drawn. It is loaded, with its styles, at the first trace.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Race } from '#trace/loop-races.ts';
import type { Trace, TraceKind } from '#trace/trace.ts';

export interface ViewProps {
  trace: Trace<object>;
  /** Unique on the page; ids of elements begin with it. */
  id: string;
  /** What a real host may do in another order; empty if nothing, or as long as it is not known. */
  races: readonly Race[];
  /** Says a sentence to a screen reader, when it has nothing more urgent to say. */
  say: (sentence: string) => void;
  /** Puts the cursor of the learner's editor on a line, counted from 1; null if the trace is of other code. */
  edit: ((file: string, line: number) => void) | null;
  /** Offers the link that brings others to this very run; null if there is none. */
  link: (() => void) | null;
  /** Runs the same program again on another host; null if the trace came from a file, or nothing can run now. */
  runOn: ((host: string) => void) | null;
  /** The reader wants to predict this run before they see it: calls back when they have. Null if they do not. */
  reveal: (() => void) | null;
}

/** What is known of a run while it goes on. */
export interface LiveProps {
  /** How often the loop has turned, as far as has been heard; null once nobody can see it any more. */
  turns: ReadonlySignal<number | null>;
  say: ViewProps['say'];
}

export interface View {
  /** The kinds of traces that it can draw: a file of another kind is refused. */
  kinds: readonly TraceKind<object>[];
  Component: ComponentType<ViewProps>;
  /** Shows a run that is under way, before there is a trace. */
  Live?: ComponentType<LiveProps>;
  /** Reads a long trace in portions, so that drawing it holds the page no longer than a short one. */
  prepare?: (trace: Trace<object>) => Iterator<void>;
  /** Style sheets, which the page does not have before. */
  styles: string;
}
