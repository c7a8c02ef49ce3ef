/** The part of node:crypto that needs no C++: random values. Hashing and ciphers need WebContainer. */
import { engine } from '../engine.ts';
import { missingModuleMessage } from '../missing-module.ts';
import { absentExports } from '../node-modules.ts';
import type { Untyped } from '../untyped.ts';

/** What the part `crypto` brings; until it is there, the sentence is said. */
const IN_PART = ['createHash', 'createHmac', 'hash'];

function randomUUID(): string {
  const bytes = engine.fillRandom(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8]! & 0x3f) | 0x80; // RFC 9562 variant
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function fill<T extends ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  // The engine gives at most 65,536 bytes at a time.
  for (let at = 0; at < bytes.length; at += 65_536) engine.fillRandom(bytes.subarray(at, at + 65_536));
  return view;
}

const RANDOM_MAX = 2 ** 48 - 1;

/** Even over [min, max): values beyond the last whole multiple are drawn again. */
function randomInt(min: number, max: number): number {
  const range = max - min;
  const limit = RANDOM_MAX - (RANDOM_MAX % range);
  const words = new Uint32Array(2);
  for (;;) {
    fill(words);
    const drawn = (words[0]! & 0xffff) * 2 ** 32 + words[1]!;
    if (drawn < limit) return min + (drawn % range);
  }
}

export function createCryptoModule(load: (id: string) => Untyped): Untyped {
  const { Buffer } = load('buffer');
  const { validateFunction } = load('internal/validators') as Untyped;
  const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = load('internal/errors').codes as Untyped;
  const requireSafe = (value: unknown, name: string): void => {
    if (!Number.isSafeInteger(value)) throw new ERR_INVALID_ARG_TYPE(name, 'a safe integer', value);
  };
  const later = (callback: Untyped, value: unknown): void => {
    validateFunction(callback, 'callback');
    load('timers').setImmediate(callback, null, value);
  };
  const absent = Object.fromEntries(
    [...IN_PART, ...(absentExports['crypto'] ?? [])].map((name) => [
      name,
      () => {
        throw new Error(missingModuleMessage(`crypto's ${name}`));
      },
    ]),
  );
  const module: Untyped = {
    ...absent,
    getRandomValues: fill,
    randomUUID,
    randomFillSync: fill,
    randomBytes(size: number, callback?: unknown) {
      const bytes: unknown = fill(Buffer.alloc(size) as Uint8Array);
      return callback === undefined ? bytes : later(callback, bytes);
    },
    randomInt(first: number, second?: unknown, third?: unknown) {
      const isRange = second !== undefined && typeof second !== 'function';
      const [min, max, callback] = isRange ? [first, second as number, third] : [0, first, second];
      if (callback !== undefined) validateFunction(callback, 'callback');
      requireSafe(min, 'min');
      requireSafe(max, 'max');
      if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
      if (max - min > RANDOM_MAX)
        throw new ERR_OUT_OF_RANGE(isRange ? 'max - min' : 'max', `<= ${RANDOM_MAX}`, max - min);
      const value = randomInt(min, max);
      if (callback === undefined) return value;
      return load('process').nextTick(callback, undefined, value) as unknown;
    },
    timingSafeEqual: (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0,
  };
  module.getHashes = () => [];
  module.webcrypto = { getRandomValues: fill, randomUUID };
  return module;
}
