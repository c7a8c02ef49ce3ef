/** Node's buffer encodings: strings to bytes and back, as its C++ code has them. Pure; no globals but TextDecoder. */
import { engine } from '../engine.ts';

/** Numbers by which Node's library names encodings (`internalBinding('string_decoder').encodings`). */
export const encodings = [
  'ascii',
  'utf8',
  'base64',
  'utf16le',
  'latin1',
  'hex',
  'buffer',
  'base64url',
] as const;
export type Encoding = (typeof encodings)[number];

const decoder = new engine.TextDecoder('utf-8', { ignoreBOM: true });
const CHUNK = 8192;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64URL = `${BASE64.slice(0, 62)}-_`;

// Both alphabets decode alike, as in Node.
const sextets = new Map<number, number>();
for (const alphabet of [BASE64, BASE64URL])
  for (let i = 0; i < 64; i++) sextets.set(alphabet.charCodeAt(i), i);

function fromCharCodes(codes: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < codes.length; i += CHUNK) {
    const part = codes.subarray(i, i + CHUNK) as unknown as number[];
    text += engine.apply(String.fromCharCode, null, part) as string;
  }
  return text;
}

function toBase64(bytes: Uint8Array, alphabet: string, pad: boolean): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet[word >> 18]! + alphabet[(word >> 12) & 63]!;
    if (left > 1) text += alphabet[(word >> 6) & 63]!;
    if (left > 2) text += alphabet[word & 63]!;
    if (pad && left < 3) text += left === 2 ? '=' : '==';
  }
  return text;
}

function fromBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) break; // '=' ends the data
    const sextet = sextets.get(code);
    if (sextet === undefined) continue; // other characters are skipped
    held = (held << 6) | sextet;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}

function fromHex(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i + 1 < text.length; i += 2) {
    const pair = text.slice(i, i + 2);
    if (!/^[0-9a-f]{2}$/i.test(pair)) break;
    bytes.push(parseInt(pair, 16));
  }
  return Uint8Array.from(bytes);
}

function charCodes(text: string, width: 1 | 2): Uint8Array {
  const bytes = new Uint8Array(text.length * width);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i * width] = code;
    if (width === 2) bytes[2 * i + 1] = code >> 8;
  }
  return bytes;
}

/** Bytes of `text` in `encoding`. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'ascii':
    case 'latin1':
      return charCodes(text, 1);
    case 'utf16le':
      return charCodes(text, 2);
    case 'hex':
      return fromHex(text);
    case 'base64':
    case 'base64url':
      return fromBase64(text);
    default:
      return engine.encodeUtf8(text);
  }
}

/** Text of `bytes` in `encoding`. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  switch (encoding) {
    case 'ascii':
      return fromCharCodes(bytes.map((byte) => byte & 127));
    case 'latin1':
      return fromCharCodes(bytes);
    case 'utf16le': {
      const even = bytes.slice(0, bytes.length & ~1);
      return fromCharCodes(new Uint16Array(even.buffer, 0, even.length >> 1));
    }
    case 'hex': {
      let text = '';
      for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
      return text;
    }
    case 'base64':
      return toBase64(bytes, BASE64, true);
    case 'base64url':
      return toBase64(bytes, BASE64URL, false);
    default:
      return decoder.decode(bytes);
  }
}

/**
 * Writes as much of `text` into `target` as fits, and no part of a character.
 * @returns bytes written
 */
export function writeText(
  target: Uint8Array,
  text: string,
  encoding: Encoding,
  offset = 0,
  length = target.length - offset,
): number {
  const bytes = encode(text, encoding);
  let count = Math.min(bytes.length, length, target.length - offset);
  if (encoding === 'utf16le') count &= ~1;
  // Continuation bytes are 10xxxxxx: step back to the start of a character that does not fit.
  if (encoding === 'utf8')
    while (count > 0 && count < bytes.length && (bytes[count]! & 0xc0) === 0x80) count--;
  target.set(bytes.subarray(0, count), offset);
  return count;
}
