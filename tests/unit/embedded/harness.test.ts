/** The harness's parts that need no worker: messages, output, time, files. */
import { describe, expect, test } from 'vitest';
import { createClock, createDate } from '#runtime/embedded/core/clock.ts';
import { createFileSystem, FileError } from '#runtime/embedded/core/files/file-system.ts';
import { createOutput } from '#runtime/embedded/core/output.ts';
import { parseFrameMessage, parseWorkerMessage } from '#runtime/embedded/protocol.ts';
import { frameDocument } from '#runtime/embedded/sandbox.ts';
import { missingModuleMessage } from '#runtime/embedded/core/missing-module.ts';

describe('messages', () => {
  const end = { type: 'End', nonce: 'n', reason: 'exited', exitCode: 0, message: '' };

  test('a well-formed one with the right nonce is taken', () => {
    expect(parseWorkerMessage(end, 'n')).toEqual(end);
  });

  test.each([
    ['another nonce', { ...end, nonce: 'm' }],
    ['no nonce', { ...end, nonce: undefined }],
    ['an unknown reason', { ...end, reason: 'won' }],
    ['an exit code that is no number', { ...end, exitCode: '0' }],
    ['an unknown type', { ...end, type: 'constructor' }],
    ['a check without a status', { type: 'Check', nonce: 'n', check: { name: 'x', message: '' } }],
    [
      'a check with a made-up status',
      { type: 'Check', nonce: 'n', check: { name: 'x', message: '', status: 'ok' } },
    ],
    ['output that is no list', { type: 'Output', nonce: 'n', chunks: 'text' }],
    ['output to an unknown stream', { type: 'Output', nonce: 'n', chunks: [{ stream: 'stdin', text: '' }] }],
    ['nothing', null],
    ['text', 'End'],
  ])('one with %s is dropped', (_what, message) => {
    expect(parseWorkerMessage(message, 'n')).toBeNull();
  });

  test('nothing but Ready is taken while no run is on', () => {
    expect(parseWorkerMessage({ ...end, nonce: null }, 'n')).toBeNull();
    expect(parseWorkerMessage({ type: 'Ready' }, null)).toEqual({ type: 'Ready' });
  });

  test('the frame’s messages are checked alike', () => {
    expect(
      parseFrameMessage({ type: 'RunEnd', run: 1, reason: 'exited', exitCode: 1, message: '' }),
    ).not.toBeNull();
    expect(
      parseFrameMessage({ type: 'RunEnd', run: '1', reason: 'exited', exitCode: 1, message: '' }),
    ).toBeNull();
  });
});

describe('output', () => {
  test('is sent at once while there is little of it, in order', () => {
    const posted: string[] = [];
    const output = createOutput(
      (chunks) => posted.push(chunks.map(({ text }) => text).join()),
      1000,
      () => {},
    );
    output.write('stdout', 'a');
    output.write('stderr', 'b');
    expect(posted).toEqual(['a', 'b']);
  });

  test('of a flood is sent in far fewer messages than there are writes, and whole', () => {
    let posts = 0;
    let total = 0;
    const output = createOutput(
      (chunks) => {
        posts++;
        for (const { text } of chunks) total += text.length;
      },
      10_000_000,
      () => {},
    );
    for (let i = 0; i < 20_000; i++) output.write('stdout', 'twelve chars');
    output.flush();
    expect(total).toBe(240_000);
    expect(posts).toBeLessThan(2000);
  });

  test('beyond the limit is cut, and the limit told once', () => {
    let told = 0;
    let text = '';
    const output = createOutput(
      (chunks) => (text += chunks.map((chunk) => chunk.text).join('')),
      5,
      () => told++,
    );
    output.write('stdout', 'abc');
    output.write('stdout', 'defgh');
    output.write('stdout', 'more');
    expect([text, told]).toEqual(['abcde', 1]);
  });
});

test('virtual time passes by looking at it', () => {
  const clock = createClock(Date.UTC(2026, 0, 1));
  const VirtualDate = createDate(class extends Date {} as DateConstructor, clock);
  const before = VirtualDate.now();
  let looks = 0;
  while (VirtualDate.now() - before < 5) looks++;
  expect(looks).toBeGreaterThan(100);
  clock.advanceTo(5000);
  clock.advanceTo(10);
  expect(Math.floor(clock.now())).toBe(5000);
});

describe('the in-memory file system', () => {
  const create = () => {
    const files = createFileSystem(() => 0);
    files.mount('/lab', { 'a.txt': 'A', 'sub/b.txt': 'B' });
    return files;
  };
  const codeOf = (act: () => unknown): string => {
    try {
      act();
      return 'none';
    } catch (error) {
      return error instanceof FileError ? error.code : 'other';
    }
  };

  test('holds what was mounted, and resolves paths from the working folder', () => {
    const files = create();
    expect(files.readText('sub/../a.txt')).toBe('A');
    expect(files.absolute('./sub/./b.txt')).toBe('/lab/sub/b.txt');
    expect(files.absolute('../../..')).toBe('/');
  });

  test.each([
    ['ENOENT', 'nothing is there', (files: ReturnType<typeof create>) => files.get('none')],
    ['ENOTDIR', 'a file is taken for a folder', (files) => files.get('a.txt/x')],
    ['EEXIST', 'a folder is there already', (files) => files.makeFolder('sub', false, 0o755)],
    ['ENOTEMPTY', 'a folder to remove is not empty', (files) => files.removeFolder('sub')],
    ['EISDIR', 'a folder is removed as a file', (files) => files.removeFile('sub')],
    ['EINVAL', 'a folder moves into itself', (files) => files.rename('sub', 'sub/deeper')],
    ['none', 'folders are made recursively', (files) => files.makeFolder('x/y/z', true, 0o755)],
  ] as [string, string, (files: ReturnType<typeof create>) => unknown][])(
    'says %s when %s',
    (code, _when, act) => {
      expect(codeOf(() => act(create()))).toBe(code);
    },
  );
});

test('the frame’s document forbids the network and cannot be broken out of', () => {
  const html = frameDocument('const s = "</script><img src=x>";');
  expect(html).toContain("connect-src 'none'");
  expect(html.match(/<\/script/g)).toHaveLength(1);
});

test('a missing module is named, and where it can be had', () => {
  expect(missingModuleMessage('zlib')).toBe(
    'node:zlib is not part of the built-in runtime. It runs in WebContainer and in Node itself: switch the engine and run again.',
  );
});
