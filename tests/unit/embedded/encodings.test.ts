/** The bindings' encodings against Node's own Buffer and StringDecoder. */
import { StringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decode,
  encode,
  type Encoding,
  encodings,
  writeText,
} from '#runtime/embedded/core/bindings/encodings.ts';
import { findBytes } from '#runtime/embedded/core/bindings/search-bytes.ts';
import { createStringDecoderBinding } from '#runtime/embedded/core/bindings/string-decoder.ts';

const names = encodings.filter((name) => name !== 'buffer');
const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'binary', maxLength: 30 });
const textFor = (name: Encoding) =>
  name === 'hex'
    ? fc.stringMatching(/^[0-9a-fA-F]{0,20}[g ]?$/)
    : name.startsWith('base64')
      ? fc.base64String()
      : text;

describe.each(names)('%s', (name) => {
  test('decodes bytes as Buffer does', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(decode(input, name)).toBe(Buffer.from(input).toString(name));
      }),
    );
  });

  test('encodes text as Buffer does', () => {
    fc.assert(
      fc.property(textFor(name), (input) => {
        expect([...encode(input, name)]).toEqual([...Buffer.from(input, name)]);
      }),
    );
  });

  test('writes as much as fits, as Buffer does', () => {
    fc.assert(
      fc.property(textFor(name), fc.nat(8), fc.nat(8), (input, offset, length) => {
        const real = Buffer.alloc(16);
        const ours = new Uint8Array(16);
        const written = real.write(input, offset, length, name);
        expect(writeText(ours, input, name, offset, length)).toBe(written);
        expect([...ours]).toEqual([...real]);
      }),
    );
  });

  test('decodes a stream cut at any places as StringDecoder does', () => {
    const binding = createStringDecoderBinding();
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            bytes,
            text.map((part) => Buffer.from(part, 'utf8')),
          ),
          { maxLength: 6 },
        ),
        (chunks) => {
          const real = new StringDecoder(name);
          const state = new Uint8Array(binding['kSize']);
          state[binding['kEncodingField']] = encodings.indexOf(name);
          const ours = chunks.map((chunk) => binding['decode'](state, chunk) as string).join('');
          const expected = chunks.map((chunk) => real.write(Buffer.from(chunk))).join('');
          expect(ours + binding['flush'](state)).toBe(expected + real.end());
        },
      ),
    );
  });
});

test('bytes are found where Buffer finds them', () => {
  const few = fc.uint8Array({ maxLength: 12, max: 2 });
  fc.assert(
    fc.property(
      few,
      fc.uint8Array({ minLength: 1, maxLength: 3, max: 2 }),
      fc.integer({ min: -14, max: 14 }),
      (hay, needle, from) => {
        const buffer = Buffer.from(hay);
        expect(findBytes(hay, needle, from, 1, true)).toBe(buffer.indexOf(needle, from));
        expect(findBytes(hay, needle, from, 1, false)).toBe(buffer.lastIndexOf(needle, from));
      },
    ),
  );
});
