import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/fingerprint.ts';
import { LINK_PREFIX } from '#workbench/share/address.ts';
import { changedFiles, MOST_CHARACTERS, readLink, writeLink } from '#workbench/share/format.ts';

const target = {
  lab: 'event-loop',
  id: '01-a-c-b',
  host: 'node-esm' as const,
  view: 'event-loop' as const,
  starter: { 'predict.js': 'starter\n', 'program.js': 'program\n' },
};

/** A fragment with any content, packed and summed as ours are. */
function fragmentOf(content: unknown, { version = '1', raw = JSON.stringify(content) } = {}): string {
  const packed = Buffer.from(deflateSync(new TextEncoder().encode(raw), { level: 9 })).toString('base64url');
  return `${LINK_PREFIX}${version}.${fingerprint(raw)}.${packed}`;
}

const whole = { exercise: 'event-loop/01-a-c-b', starter: '', files: { 'predict.js': 'theirs' } };

/** The message that refuses it; what was read instead if nothing does. */
function refusal(fragment: string): string {
  const read = readLink(fragment, target);
  return read.kind === 'refused' ? read.message : `not refused: ${JSON.stringify(read)}`;
}

describe('a link', () => {
  test('carries the changed files, the seed and the host, and nothing that is as in the starter', () => {
    const files = { ...target.starter, 'predict.js': 'mine: “ä” 🙂 \ud800\n' };
    expect(readLink(writeLink(target, { files, seed: 42, host: 'browser' }), target)).toEqual({
      kind: 'code',
      files: { 'predict.js': files['predict.js'] },
      seed: 42,
      host: 'browser',
      starterHasChanged: false,
    });
  });

  test('survives with any text, and holds only characters that nobody escapes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.option(fc.maxSafeInteger()),
        (text, seed) => {
          const files = { ...target.starter, 'program.js': text };
          const fragment = writeLink(target, { files, seed, host: 'node-cjs' });
          expect(fragment).toMatch(/^#code=[\w.-]+$/);
          expect(readLink(fragment, target)).toMatchObject({
            files: changedFiles(files, target.starter),
            seed,
            host: 'node-cjs',
          });
        },
      ),
    );
  });

  test('says if the starter is another one now', () => {
    const fragment = writeLink(target, {
      files: { ...target.starter, 'predict.js': 'x' },
      seed: null,
      host: 'node-esm',
    });
    const later = { ...target, starter: { ...target.starter, 'program.js': 'rewritten' } };
    expect(readLink(fragment, later)).toMatchObject({ kind: 'code', starterHasChanged: true });
  });
});

describe('a hostile or broken fragment is refused with its reason, and does not throw', () => {
  test.each([
    [
      'another exercise',
      fragmentOf({ ...whole, exercise: 'event-loop/99-x' }),
      'for the exercise “event-loop/99-x”',
    ],
    [
      'another version',
      fragmentOf(whole, { version: '2' }),
      'its format, 2, is not one that this page knows',
    ],
    ['an unknown file', fragmentOf({ ...whole, files: { 'other.js': '' } }), 'a file “other.js”, which this'],
    [
      'a way out',
      fragmentOf({ ...whole, files: { '../secret.js': '' } }),
      'a file “../secret.js”, which this',
    ],
    [
      'an absolute path',
      fragmentOf({ ...whole, files: { '/etc/passwd': '' } }),
      'which this exercise does not have',
    ],
    [
      'a prototype',
      fragmentOf(0, { raw: '{"exercise":"event-loop/01-a-c-b","files":{"__proto__":"x"}}' }),
      '“__proto__”',
    ],
    ['an inherited name', fragmentOf({ ...whole, files: { toString: 'x' } }), '“toString”, which this'],
    ['other checks', fragmentOf({ ...whole, files: { 'checks.test.js': '' } }), 'other checks in place of'],
    ['a file that is no text', fragmentOf({ ...whole, files: { 'predict.js': { a: 1 } } }), 'is no text'],
    ['a seed that is no number', fragmentOf({ ...whole, seed: 'now' }), 'not code of an exercise'],
    ['a host that there is not', fragmentOf({ ...whole, host: 'deno' }), 'not code of an exercise'],
    ['a fraction as seed', fragmentOf({ ...whole, seed: 0.5 }), 'not code of an exercise'],
    ['a list', fragmentOf([]), 'not code of an exercise'],
    ['null', fragmentOf(null), 'not code of an exercise'],
    ['no JSON', fragmentOf(0, { raw: '{"exercise":' }), 'not code of an exercise'],
    ['nothing', LINK_PREFIX, 'damaged'],
    ['no content', `${LINK_PREFIX}1.00000000.`, 'damaged'],
    ['characters that do not belong', `${LINK_PREFIX}1.00000000.%3Cscript%3E`, 'damaged'],
    ['too many parts', `${fragmentOf(whole)}.x`, 'damaged'],
    [
      'bytes that are no text',
      `${LINK_PREFIX}1.00000000.${Buffer.from(deflateSync(Uint8Array.of(0xff))).toString('base64url')}`,
      'damaged',
    ],
    ['length', `${LINK_PREFIX}1.00000000.${'A'.repeat(MOST_CHARACTERS)}`, 'characters long'],
  ])('%s', (_what, fragment, reason) => {
    expect(refusal(fragment)).toContain(reason);
    expect(refusal(fragment)).toContain('Your own code is as it was.');
  });

  test('a decompression bomb', () => {
    // Twenty megabytes of zeros in some twenty thousand characters.
    const bomb = Buffer.from(deflateSync(new Uint8Array(15_000_000), { level: 9 })).toString('base64url');
    const fragment = `${LINK_PREFIX}1.00000000.${bomb}`;
    expect(fragment.length).toBeLessThan(MOST_CHARACTERS);
    expect(refusal(fragment)).toContain('unpacks to more than any exercise needs');
  });

  test('one that was cut short or changed never opens as other code', () => {
    const fragment = writeLink(target, {
      files: { ...target.starter, 'predict.js': 'mine' },
      seed: 7,
      host: 'browser',
    });
    const sent = readLink(fragment, target);
    for (let at = LINK_PREFIX.length; at < fragment.length; at += 1) {
      const other = fragment[at] === 'A' ? 'B' : 'A';
      const broken = [fragment.slice(0, at), fragment.slice(0, at) + other + fragment.slice(at + 1)];
      for (const read of broken.map((text) => readLink(text, target))) {
        // Some of the last bits mean nothing.
        expect([sent, { kind: 'refused', message: expect.any(String) }]).toContainEqual(read);
      }
    }
  });

  test('arbitrary text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(refusal(`${LINK_PREFIX}${text}`)).toContain('was not opened');
      }),
    );
  });

  test('a host that this exercise gives no choice of', () => {
    const other = { ...target, view: null };
    const read = readLink(fragmentOf({ ...whole, host: 'browser' }), other);
    expect(read).toMatchObject({ kind: 'refused' });
    expect(readLink(fragmentOf({ ...whole, host: 'browser' }), target)).toMatchObject({ host: 'browser' });
  });

  test('a name from a link cannot break the sentence that quotes it', () => {
    const message = refusal(fragmentOf({ ...whole, files: { [`a\n\u202e${'x'.repeat(500)}`]: '' } }));
    expect(message).not.toMatch(/[\n\u202e]/);
    expect(message.length).toBeLessThan(250);
  });
});
