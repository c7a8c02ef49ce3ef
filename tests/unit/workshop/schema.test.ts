import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROTOCOL } from '#workshop/protocol.ts';
import { parseCommand, ProtocolError } from '#workshop/schema.ts';

const parse = (command: unknown, protocol: unknown = PROTOCOL) => parseCommand({ protocol, command });
const join = (name: unknown) => ({ type: 'Join', id: 'command-1', name, mirrors: true });

test('a command comes out as it went in, its texts trimmed and in one form of Unicode', () => {
  expect(parse(join('  Ame\u0301lie '))).toEqual(join('Am\u00e9lie'));
});

test('names are data: markup stays what it is', () => {
  const name = '<img src=x onerror=alert(1)>';
  expect(parse(join(name))).toMatchObject({ name });
});

test.each([
  ['an empty name', join('   '), 'Join: name: must not be empty'],
  ['a name that is too long', join('x'.repeat(41)), 'Join: name: '],
  ['a control character', join('a\u0007b'), 'one line without control characters'],
  ['a line break', join('a\nb'), 'one line without control characters'],
  ['a turned direction of writing', join('a\u202eb'), 'one line without control characters'],
  ['half a character', join('a\ud800'), 'one line without control characters'],
  ['a name that is no text', join(7), 'Join: name: '],
  ['an unknown field', { ...join('Ada'), role: 'instructor' }, 'role'],
  ['an unknown command', { type: 'Reboot', id: 'command-1' }, 'Reboot: type: '],
  ['no command', undefined, 'command: '],
  ['a short id', { ...join('Ada'), id: 'a' }, 'Join: id: must be 8 to 64'],
])('%s is refused with the field', (_name, command, message) => {
  expect(() => parse(command)).toThrow(ProtocolError);
  expect(() => parse(command)).toThrow(message);
});

test('a page of another version is told to reload', () => {
  expect(() => parse(join('Ada'), 99)).toThrow('Reload the page');
  expect(() => parseCommand(null)).toThrow(ProtocolError);
});

describe('where the room is', () => {
  const move = (path: string) => parse({ type: 'MoveRoom', id: 'command-1', path });
  test.each(['/', '/chapters/07-event-sourcing/', '/labs/event-loop/01-a-c-b/', '/handbook/x/#streams-2'])(
    '%s is a path of this site',
    (path) => expect(move(path)).toMatchObject({ path }),
  );
  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    'labs/',
    '/a/../../b',
    '/a?next=//evil.example',
    '/a b',
    '/a\n',
    '',
  ])('%j is none', (path) => expect(() => move(path)).toThrow(ProtocolError));
});

test('code has bounds', () => {
  const mirror = (files: Record<string, string>) =>
    parse({ type: 'MirrorCode', id: 'command-1', exercise: 'event-loop/01-a-c-b', files });
  expect(mirror({ 'main.js': 'x'.repeat(100_000) })).toMatchObject({ type: 'MirrorCode' });
  expect(() => mirror({ 'main.js': 'x'.repeat(100_001) })).toThrow('100000 characters at most');
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`${index}.js`, '']));
  expect(() => mirror(many)).toThrow('20 files at most');
});

function outcomeOf(input: unknown): unknown {
  try {
    parseCommand(input);
  } catch (error) {
    if (!(error instanceof ProtocolError)) return error;
  }
  return 'understood';
}

test('whatever comes in, the answer is a command or a ProtocolError', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.record({ protocol: fc.constant(PROTOCOL), command: fc.anything() })),
      (input) => {
        expect(outcomeOf(input)).toBe('understood');
      },
    ),
  );
});
