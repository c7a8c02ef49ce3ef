/**
 * The shapes of trace events as tables: one table gives the TypeScript type and the check at the border.
 *
 *   const QUEUE = eventTable({ MessagePublished: { message: text } });
 *   type QueueEvent = EventOf<typeof QUEUE>;   // { type: 'MessagePublished'; message: string }
 */

/** One field: what it must be, in words for an error message, and whether a value is that. */
export interface Field<T> {
  readonly expected: string;
  accepts(value: unknown): value is T;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
export type EventTable = Readonly<Record<string, Fields>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type Optional<F extends Fields> = { [K in keyof F]: undefined extends ValueOf<F[K]> ? K : never }[keyof F];
type Shape<F extends Fields> = { [K in Exclude<keyof F, Optional<F>>]: ValueOf<F[K]> } & {
  [K in Optional<F>]?: ValueOf<F[K]>;
};

/** The union of all events of a table. */
export type EventOf<T extends EventTable> = { [K in keyof T]: { type: K } & Shape<T[K]> }[keyof T];

export const text = field<string>('a string', (value) => typeof value === 'string');
export const flag = field<boolean>('true or false', (value) => typeof value === 'boolean');
export const number = field<number>('a finite number', (value) => Number.isFinite(value));
export const whole = field<number>(
  'a whole number, 0 or more',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** One of a few strings. */
export function oneOf<const T extends string>(...values: readonly T[]): Field<T> {
  return field(`one of ${values.join(', ')}`, (value) => values.includes(value as T));
}

/** A field that may be missing. */
export function optional<T>({ expected, accepts }: Field<T>): Field<T | undefined> {
  return field(`${expected}, or nothing`, (value) => value === undefined || accepts(value));
}

/** A list of one kind of value. */
export function listOf<T>(item: Field<T>): Field<readonly T[]> {
  return field(`a list, each ${item.expected}`, (value) => Array.isArray(value) && value.every(item.accepts));
}

/** An object of these fields and no others. */
export function record<const F extends Fields>(fields: F): Field<Shape<F>> {
  const words = Object.entries(fields).map(([name, { expected }]) => `${name} (${expected})`);
  return field(`an object of ${words.join(', ')}`, (value) => wrongField(fields, value) === undefined);
}

export function eventTable<const T extends EventTable>(table: T): T {
  return table;
}

/**
 * What is wrong with a value that should be an event of the table, as the end of a sentence; undefined if nothing is.
 * The fields `type`, `seq` and `at` belong to every event. It makes no object: a page asks it for every event of a run.
 */
export function wrongEvent(table: EventTable, value: unknown): string | undefined {
  if (!isObject(value)) return 'it is no object';
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(table, type)) {
    return `there is no event type ${JSON.stringify(type)}; known are ${Object.keys(table).join(', ')}`;
  }
  const wrong = wrongField(table[type] as Fields, value, isOfEveryEvent);
  return wrong && `${type}: ${wrong}`;
}

const isOfEveryEvent = (name: string): boolean => name === 'type' || name === 'seq' || name === 'at';
const isOfNone = (): boolean => false;

function wrongField(
  fields: Fields,
  value: unknown,
  isElsewhere: (name: string) => boolean = isOfNone,
): string | undefined {
  if (!isObject(value)) return 'it is no object';
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name) && !isElsewhere(name)) return `there is no field “${name}”`;
  }
  for (const name in fields) {
    const { expected, accepts } = fields[name]!;
    if (!accepts(value[name])) return `“${name}” must be ${expected}`;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field<T>(expected: string, accepts: (value: unknown) => boolean): Field<T> {
  return { expected, accepts: accepts as Field<T>['accepts'] };
}
