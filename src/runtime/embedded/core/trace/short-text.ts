/** Values as short texts, made without running any of the program's code: no getter, no toString, no proxy trap. */
import { bareList } from '../bare.ts';
import type { FunctionSite } from './sites.ts';

const LONGEST = 60;
const MOST_PARTS = 3;
const { getOwnPropertyDescriptor, getPrototypeOf, keys } = Object;
const { isArray } = Array;
const { stringify } = JSON;

export interface ShortText {
  (value: unknown): string;
  /** An error's name and message; any other value as it is. */
  ofError(value: unknown): string;
}

interface Facts {
  isProxy(value: unknown): boolean;
  siteOf(fn: object): FunctionSite | undefined;
}

export function createShortText({ isProxy, siteOf }: Facts): ShortText {
  function own(value: object, key: string): unknown {
    const found = getOwnPropertyDescriptor(value, key);
    return found && 'value' in found ? found.value : undefined;
  }

  /** What an object has at a key, as a text; nothing of a getter is called. */
  function part(value: object, key: string): string {
    const found = getOwnPropertyDescriptor(value, key);
    return found && !('value' in found) ? '[Getter]' : text(found?.value, 1);
  }

  /** The property as the prototype chain has it, if it is plain data all the way. */
  function plain(value: object, key: string): unknown {
    let at: object | null = value;
    for (let steps = 0; at && steps < 10; steps++) {
      if (isProxy(at)) return undefined;
      if (getOwnPropertyDescriptor(at, key)) return own(at, key);
      at = getPrototypeOf(at) as object | null;
    }
    return undefined;
  }

  const className = (value: object): string => {
    const constructor = plain(value, 'constructor');
    const name = typeof constructor === 'function' && !isProxy(constructor) ? own(constructor, 'name') : '';
    return typeof name === 'string' && name !== '' ? name : 'Object';
  };

  function ofFunction(value: object): string {
    const name = own(value, 'name');
    const shown = typeof name === 'string' && name !== '' ? name : siteOf(value)?.name;
    return shown ? `ƒ ${shown}` : 'ƒ';
  }

  /** The first of what an object has. */
  function partsOf(value: object, named: boolean): string[] {
    const names = keys(value);
    const parts = bareList<string>();
    for (let at = 0; at < names.length && at < MOST_PARTS; at++)
      parts.push(`${named ? `${names[at]}: ` : ''}${part(value, names[at]!)}`);
    return parts;
  }

  function ofObject(value: object, depth: number): string {
    if (isProxy(value)) return 'Proxy';
    const isError = typeof plain(value, 'stack') === 'string' || value instanceof Error;
    if (isError) return ofError(value);
    const name = className(value);
    if (isArray(value)) {
      if (depth > 0) return `Array(${value.length})`;
      return list('[', ']', value.length, partsOf(value, false));
    }
    if (name !== 'Object') return name;
    if (depth > 0) return '{…}';
    const count = keys(value).length;
    return count === 0 ? '{}' : list('{ ', ' }', count, partsOf(value, true));
  }

  const list = (open: string, close: string, length: number, parts: string[]): string =>
    `${open}${parts.join(', ')}${length > parts.length ? ', …' : ''}${close}`;

  function text(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return stringify(value);
      case 'bigint':
        return `${value}n`;
      case 'symbol':
        return `Symbol(${value.description ?? ''})`;
      case 'function':
        return isProxy(value) ? 'Proxy' : ofFunction(value);
      case 'object':
        return value === null ? 'null' : ofObject(value, depth);
      default:
        return `${value as undefined}`;
    }
  }

  function ofError(value: unknown): string {
    if (typeof value !== 'object' || value === null || isProxy(value)) return short(value);
    const message = plain(value, 'message');
    const name = plain(value, 'name') ?? className(value);
    if (typeof message !== 'string' || typeof name !== 'string') return className(value);
    return cut(message === '' ? name : `${name}: ${message}`);
  }

  const cut = (long: string): string => (long.length > LONGEST ? `${long.slice(0, LONGEST - 1)}…` : long);
  const short = (value: unknown): string => cut(text(value, 0));
  return Object.assign(short, { ofError });
}
