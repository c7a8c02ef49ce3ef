/** A trace as a sequence diagram: lanes side by side, time downwards, a row for each event that is drawn. Pure. */

export interface Lane {
  name: string;
  /** What the colour and the word above the name say. */
  kind: 'producer' | 'broker' | 'process' | 'service' | 'party';
  /** Steps at which it goes down and comes up again, in turn; it begins up. */
  turns: readonly number[];
}

/**
 * `arrow`: from lane to lane. `lost`: it sets out and does not arrive. `note`: at one lane (`to` is `from`).
 * `band`: across all of them.
 */
export type RowKind = 'arrow' | 'lost' | 'note' | 'band';

export type Link = readonly [low: number, high: number];

export interface Row {
  /** The step of the player that it belongs to. */
  step: number;
  kind: RowKind;
  from: number;
  to: number;
  /** `message`: an event on its way; `command`: a request; `answer`: an acknowledgement; `quiet`: by the way. */
  tone: 'message' | 'command' | 'answer' | 'quiet' | 'fault';
  /** What is drawn first, so that nothing is told by colour alone; may be empty. */
  mark: string;
  label: string;
  /** A word or two behind the label: `once more`. May be empty. */
  aside: string;
  /** Lanes between which a line is open, each as the lower and the higher number. */
  links: readonly Link[];
}

export interface Sequence {
  lanes: readonly Lane[];
  rows: readonly Row[];
}

/** More lanes would be too narrow to read: where there are more parties, the last of them share one. */
const MOST_LANES = 9;
const OTHERS = 'others';

export interface Drawing {
  /** The number of a lane, which is made if it is not there yet. */
  lane(name: string, kind: Lane['kind']): number;
  arrow(from: number, to: number, row: Partial<Row> & Pick<Row, 'tone' | 'label'>): void;
  note(at: number, row: Partial<Row> & Pick<Row, 'tone' | 'label'>): void;
  band(row: Partial<Row> & Pick<Row, 'tone' | 'label'>): void;
  down(lane: number): void;
  up(lane: number): void;
  isDown(lane: number): boolean;
  /** From the next row on a line is open between two lanes, until `unlink`. */
  link(one: number, other: number): void;
  unlink(one: number, other: number): void;
}

/** Calls `tell` for each event in turn, which draws it, and gives what was drawn. */
export function drawSequence<E>(events: readonly E[], tell: (drawing: Drawing, event: E) => void): Sequence {
  const lanes: (Lane & { turns: number[] })[] = [];
  const numbers = new Map<string, number>();
  const rows: Row[] = [];
  let links: readonly Link[] = [];
  let step = 0;

  const isDown = (lane: number) => (lanes[lane]?.turns.length ?? 0) % 2 === 1;
  const add = (row: Partial<Row> & Pick<Row, 'kind' | 'from' | 'to' | 'tone' | 'label'>) =>
    void rows.push({ step, mark: '', aside: '', links, ...row });
  const turn = (lane: number, wanted: boolean) => {
    if (isDown(lane) !== wanted && lanes[lane]?.name !== OTHERS) lanes[lane]?.turns.push(step);
  };

  const drawing: Drawing = {
    lane(name, kind) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (lanes.length < MOST_LANES) lanes.push({ name, kind, turns: [] });
      else lanes[MOST_LANES - 1] = { name: OTHERS, kind: 'process', turns: [] };
      numbers.set(name, lanes.length - 1);
      return lanes.length - 1;
    },
    arrow: (from, to, row) => add({ kind: from === to ? 'note' : 'arrow', from, to, ...row }),
    note: (at, row) => add({ kind: 'note', from: at, to: at, ...row }),
    band: (row) => add({ kind: 'band', from: 0, to: 0, ...row }),
    down: (lane) => turn(lane, true),
    up: (lane) => turn(lane, false),
    isDown,
    link(one, other) {
      links = [...links, [Math.min(one, other), Math.max(one, other)]];
    },
    unlink(one, other) {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const index = links.findIndex((link) => link[0] === low && link[1] === high);
      links = links.filter((_, at) => at !== index);
    },
  };
  for (const event of events) {
    step++;
    tell(drawing, event);
  }
  return { lanes, rows };
}

/** Whether a lane is down right after a step. */
export function isDownAt({ turns }: Lane, step: number): boolean {
  return countUpTo(turns, (turn) => turn <= step) % 2 === 1;
}

/** The rows that are drawn where the player stands, and the number of the present one among all; -1 before the first. */
export function windowOf(
  { rows }: Sequence,
  step: number,
  { before, after }: { before: number; after: number },
): { shown: readonly Row[]; first: number; here: number } {
  const here = countUpTo(rows, (row) => row.step <= step) - 1;
  const first = Math.max(0, here - before);
  return { shown: rows.slice(first, here + 1 + after), first, here };
}

/** How many items at the beginning of an ordered list come before the first that does not. */
function countUpTo<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
