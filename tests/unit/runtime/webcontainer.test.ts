import { obstacle, type PageEnvironment } from '#runtime/webcontainer/environment.ts';
import { asRuntimeError, failureError } from '#runtime/webcontainer/failures.ts';
import { toTree } from '#runtime/webcontainer/mount.ts';
import { describe, expect, test } from 'vitest';

const fine: PageEnvironment = { isolated: true, secure: true, online: true, supported: true };

describe('what stands in the way before anything is asked of the vendor', () => {
  test.each<[Partial<PageEnvironment>, string | null]>([
    [{}, null],
    [{ online: false }, 'offline'],
    [{ isolated: false }, 'not-isolated'],
    [{ isolated: false, secure: false }, 'insecure-context'],
    [{ supported: false, secure: false }, 'unsupported-browser'],
  ])('%o → %s', (page, code) => {
    expect(obstacle({ ...fine, ...page })).toBe(code);
  });
});

describe('what the client threw becomes a failure that says what to do', () => {
  test.each([
    ['Only a single WebContainer instance can be booted', 'already-running'],
    ['WebAssembly.Memory(): could not allocate: out of memory', 'out-of-memory'],
    ['Invalid client_id', 'licence'],
    ['boom', 'crashed'],
  ])('%s → %s', (message, code) => {
    const { failure, cause } = asRuntimeError(new Error(message));
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^WebContainer .*\.$/);
    expect((cause as Error).message).toBe(message);
  });

  test('a failure that is known already is kept', () => {
    const error = failureError('timeout');
    expect(asRuntimeError(error)).toBe(error);
  });
});

describe('files as the client mounts them', () => {
  test('paths become folders, whatever their names', () => {
    const tree = toTree({ 'a/b/c.js': '1', 'a/d.js': '2', 'constructor/__proto__': '3' });
    expect(JSON.parse(JSON.stringify(tree))).toEqual(
      JSON.parse(`{
        "a": { "directory": {
          "b": { "directory": { "c.js": { "file": { "contents": "1" } } } },
          "d.js": { "file": { "contents": "2" } } } },
        "constructor": { "directory": { "__proto__": { "file": { "contents": "3" } } } } }`),
    );
  });

  test('a path through a file is refused by name', () => {
    expect(() => toTree({ 'a.js': '1', 'a.js/b.js': '2' })).toThrow('a.js/b.js: a.js is a file');
  });
});
