/** Where the messages of a causal graph stand: to the right of their cause, each chain on a line of its own. Pure. */
import type { Message } from './messages.ts';

export interface Spot {
  message: Message;
  /** From the left, counted from 0. */
  column: number;
  /** From the top, counted from 0. */
  row: number;
}

export interface Edge {
  from: Spot;
  to: Spot;
}

export interface Graph {
  spots: readonly Spot[];
  edges: readonly Edge[];
  columns: number;
  rows: number;
}

/** @param rows messages depth first; where the cause of one is not among them, it begins a line without an edge */
export function graphOf(rows: readonly Message[]): Graph {
  const spots = new Map<Message, Spot>();
  const edges: Edge[] = [];
  const least = rows.reduce((low, { depth }) => Math.min(low, depth), Infinity);
  let row = -1;
  for (const message of rows) {
    const from = message.parent && spots.get(message.parent);
    // The first effect goes on in the line of its cause, others get one each.
    const goesOn = from !== undefined && message.parent?.children[0] === message;
    if (!goesOn) row++;
    const spot = { message, column: message.depth - least, row: goesOn ? from.row : row };
    spots.set(message, spot);
    if (from) edges.push({ from, to: spot });
  }
  const all = [...spots.values()];
  const columns = all.reduce((most, { column }) => Math.max(most, column + 1), 0);
  return { spots: all, edges, columns, rows: row + 1 };
}
