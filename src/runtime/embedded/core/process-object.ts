/** The `process` object, before Node's own start gives it its methods. */
import { errorNumbers } from './bindings/system-errors.ts';
import type { NodeLib } from './node-lib.ts';
import type { Untyped } from './untyped.ts';

/** Where the learner's files are. */
export const WORKING_FOLDER = '/lab';

export function createProcessObject(nodeVersion: string, exitInfoSymbol: symbol): Untyped {
  // Node makes it in C++ as an instance of a function called `process`.
  const constructor = { process: function () {} }.process;
  const process: Untyped = Object.create(
    Object.create(Object.prototype, {
      constructor: { value: constructor, writable: true, configurable: true },
    }) as object,
  );
  process[exitInfoSymbol] = new Int32Array(3);
  return Object.assign(process, {
    version: `v${nodeVersion}`,
    versions: { node: nodeVersion, v8: '13.6.233.17-node.44', uv: '1.52.1', modules: '137' },
    arch: 'x64',
    platform: 'linux',
    release: { name: 'node', lts: 'Krypton' },
    argv: ['/usr/local/bin/node'],
    argv0: 'node',
    execArgv: [],
    execPath: '/usr/local/bin/node',
    env: {
      HOME: '/home/learner',
      PATH: '/usr/local/bin',
      PWD: WORKING_FOLDER,
      USER: 'learner',
      LANG: 'en_US.UTF-8',
    },
    pid: 1,
    ppid: 0,
    title: 'node',
    debugPort: 9229,
    report: {},
    binding() {
      throw new Error('No such module');
    },
  });
}

/** What Node's pre-execution adds: methods that need the working folder, and the printing of warnings. */
export function finishProcessObject(process: Untyped, methods: Untyped, lib: NodeLib): void {
  const { validateString, parseFileMode } = lib.require('internal/validators');
  process.cwd = methods.cwd;
  process.chdir = function chdir(directory: string): void {
    validateString(directory, 'directory');
    try {
      methods.chdir(directory);
    } catch (error) {
      const errno = errorNumbers[(error as { code: string }).code];
      if (errno === undefined) throw error;
      const { UVException } = lib.require('internal/errors');
      throw new UVException({ errno, syscall: 'chdir', path: methods.cwd(), dest: directory });
    }
  };
  process.umask = (mask?: unknown) =>
    methods.umask(mask === undefined ? undefined : parseFileMode(mask, 'mask')) as number;
  process.abort = () => process.exit(134);
  process.on('warning', lib.require('internal/process/warning').onWarning);
}
