/** Stands in for `internalBinding('buffer')`. */
import { engine } from '../engine.ts';
import type { Binding } from '../untyped.ts';
import { decode, encode, encodings, writeText, type Encoding } from './encodings.ts';
import { findBytes, findNumber } from './search-bytes.ts';

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return Math.sign(a.length - b.length);
}

/** @returns -1 if there is nothing to fill with, -2 if the range lies outside, else undefined */
function fill(
  target: Uint8Array,
  value: unknown,
  start: number,
  end: number,
  encoding?: string,
): number | undefined {
  if (start > end || end > target.length) return -2;
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
    target.fill((value as number) & 255, start, end);
    return undefined;
  }
  const pattern = typeof value === 'string' ? encode(value, normalise(encoding)) : (value as Uint8Array);
  if (pattern.length === 0) return -1;
  for (let i = start; i < end; i++) target[i] = pattern[(i - start) % pattern.length]!;
  return undefined;
}

function normalise(name: string | undefined): Encoding {
  const lower = (name ?? 'utf8').toLowerCase();
  if (lower === 'binary') return 'latin1';
  if (lower === 'ucs2' || lower === 'ucs-2' || lower === 'utf-16le') return 'utf16le';
  return (encodings as readonly string[]).includes(lower) ? (lower as Encoding) : 'utf8';
}

function swapBytes(width: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    for (let i = 0; i + width <= bytes.length; i += width) bytes.subarray(i, i + width).reverse();
    return bytes;
  };
}

// Node's own atob accepts what the engine's does, and reports failure by number: -1 invalid character, -3 otherwise.
function decodeAtob(text: string): string | number {
  try {
    return engine.atob(text);
  } catch {
    return /[^A-Za-z0-9+/=\s]/.test(text) ? -1 : -3;
  }
}

function encodeBtoa(text: string): string | number {
  try {
    return engine.btoa(text);
  } catch {
    return -1;
  }
}

const slicer = (encoding: Encoding) => (bytes: Uint8Array, start?: number, end?: number) =>
  decode(bytes.subarray(start, end), encoding);
const writer = (encoding: Encoding) => (bytes: Uint8Array, text: string, offset?: number, length?: number) =>
  writeText(bytes, text, encoding, offset, length);

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new engine.TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

export function createBufferBinding(): Binding {
  let bufferPrototype: object = Uint8Array.prototype;
  return {
    kMaxLength: 2 ** 53 - 1,
    kStringMaxLength: 2 ** 29 - 24,
    setBufferPrototype(prototype: object) {
      bufferPrototype = prototype;
    },
    getZeroFillToggle: () => undefined,
    createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
    setDetachKey() {},
    byteLengthUtf8: (text: string) => engine.encodeUtf8(text).length,
    createFromString: (text: string, encoding: number) =>
      Object.setPrototypeOf(encode(text, encodings[encoding] ?? 'utf8'), bufferPrototype) as Uint8Array,
    compare: (a: ArrayBufferView, b: ArrayBufferView) => compare(bytesOf(a), bytesOf(b)),
    compareOffset: (
      a: Uint8Array,
      b: Uint8Array,
      bStart: number,
      aStart: number,
      bLength: number,
      aLength: number,
    ) => compare(a.subarray(aStart, aStart + aLength), b.subarray(bStart, bStart + bLength)),
    copy(
      source: ArrayBufferView,
      target: ArrayBufferView,
      targetStart: number,
      sourceStart: number,
      count: number,
    ) {
      bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + count), targetStart);
      return count;
    },
    copyArrayBuffer(to: ArrayBuffer, toOffset: number, from: ArrayBuffer, fromOffset: number, count: number) {
      new Uint8Array(to, toOffset, count).set(new Uint8Array(from, fromOffset, count));
    },
    fill,
    isAscii: (input: ArrayBufferView) => bytesOf(input).every((byte) => byte < 128),
    isUtf8: (input: ArrayBufferView) => isValidUtf8(bytesOf(input)),
    indexOfNumber: findNumber,
    indexOfBuffer: (
      hay: Uint8Array,
      needle: Uint8Array,
      from: number,
      encoding: number,
      forward: boolean,
      end: number,
    ) => findBytes(hay, bytesOf(needle), from, encodings[encoding] === 'utf16le' ? 2 : 1, forward, end),
    indexOfString: (
      hay: Uint8Array,
      text: string,
      from: number,
      encoding: number,
      forward: boolean,
      end: number,
    ) => {
      const name = encodings[encoding] ?? 'utf8';
      return findBytes(hay, encode(text, name), from, name === 'utf16le' ? 2 : 1, forward, end);
    },
    swap16: swapBytes(2),
    swap32: swapBytes(4),
    swap64: swapBytes(8),
    atob: decodeAtob,
    btoa: encodeBtoa,
    asciiSlice: slicer('ascii'),
    base64Slice: slicer('base64'),
    base64urlSlice: slicer('base64url'),
    latin1Slice: slicer('latin1'),
    hexSlice: slicer('hex'),
    ucs2Slice: slicer('utf16le'),
    utf8Slice: slicer('utf8'),
    asciiWriteStatic: writer('latin1'),
    latin1WriteStatic: writer('latin1'),
    utf8WriteStatic: writer('utf8'),
    base64Write: writer('base64'),
    base64urlWrite: writer('base64url'),
    hexWrite: writer('hex'),
    ucs2Write: writer('utf16le'),
  };
}
