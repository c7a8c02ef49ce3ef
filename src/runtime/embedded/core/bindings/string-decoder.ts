/**
 * Stands in for `internalBinding('string_decoder')`. The decoder's state is a Buffer that Node's StringDecoder reads:
 * up to four bytes of an unfinished character, how many are missing, how many are held, the encoding.
 */
import type { Binding } from '../untyped.ts';
import { decode, encodings, type Encoding } from './encodings.ts';

const MISSING = 4;
const HELD = 5;
const ENCODING = 6;

/** Bytes at the end of `bytes` that belong to a character which is not complete, and how many it lacks. */
function unfinished(bytes: Uint8Array, encoding: Encoding): [held: number, missing: number] {
  const length = bytes.length;
  if (encoding === 'base64' || encoding === 'base64url')
    return length % 3 === 0 ? [0, 0] : [length % 3, 3 - (length % 3)];
  if (encoding === 'utf16le') {
    const odd = length % 2;
    const unit = length - odd >= 2 ? bytes[length - odd - 1]! : 0;
    const high = unit >= 0xd8 && unit <= 0xdb; // the first half of a surrogate pair waits for the second
    if (high) return [2 + odd, 2 - odd];
    return [odd, odd];
  }
  if (encoding !== 'utf8') return [0, 0];
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    if (byte >= 0xf5) return [0, 0];
    return size > back && isPrefix(bytes.subarray(length - back)) ? [back, size - back] : [0, 0];
  }
  return [0, 0];
}

// The second byte of some characters has a narrower range; anything outside is an error at once, not "unfinished".
function isPrefix(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (second === undefined) return true;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second < 0x90;
  return true;
}

function decodeChunk(state: Uint8Array, chunk: ArrayBufferView): string {
  const encoding = encodings[state[ENCODING]!] ?? 'utf8';
  const fresh = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const held = state[HELD]!;
  // A unit that arrives in halves is handed over alone, even if it is the first of a surrogate pair.
  if (encoding === 'utf16le' && held % 2 === 1 && fresh.length > 0) {
    state[held] = fresh[0]!;
    const unit = decode(state.slice(0, held + 1), encoding);
    state[HELD] = 0;
    state[MISSING] = 0;
    return unit + decodeChunk(state, fresh.subarray(1));
  }
  const bytes = new Uint8Array(held + fresh.length);
  bytes.set(state.subarray(0, held));
  bytes.set(fresh, held);
  const [rest, missing] = unfinished(bytes, encoding);
  state.set(bytes.subarray(bytes.length - rest));
  state[HELD] = rest;
  state[MISSING] = missing;
  return decode(bytes.subarray(0, bytes.length - rest), encoding);
}

function flush(state: Uint8Array): string {
  const encoding = encodings[state[ENCODING]!] ?? 'utf8';
  const held = state.slice(0, state[HELD]);
  state[HELD] = 0;
  state[MISSING] = 0;
  return decode(encoding === 'utf16le' ? held.subarray(0, held.length & ~1) : held, encoding);
}

export function createStringDecoderBinding(): Binding {
  return {
    encodings,
    kIncompleteCharactersStart: 0,
    kIncompleteCharactersEnd: 4,
    kMissingBytes: MISSING,
    kBufferedBytes: HELD,
    kEncodingField: ENCODING,
    kNumFields: 7,
    kSize: 7,
    decode: decodeChunk,
    flush,
  };
}
