/** Every binding of Node's C++ code that its library files ask for. */
import type { Clock } from '../clock.ts';
import type { FileSystem } from '../files/file-system.ts';
import { createFsBinding } from '../files/fs-binding.ts';
import type { PromiseStates } from '../promise-states.ts';
import type { LoopState } from '../loop-state.ts';
import type { StackTraces } from '../stack.ts';
import type { Binding, Untyped } from '../untyped.ts';
import { createAsyncWrapBinding } from './async-wrap.ts';
import { createBufferBinding } from './buffer.ts';
import { decode } from './encodings.ts';
import { createConstantsBinding } from './constants.ts';
import { createMessagingBinding } from './messaging.ts';
import { createPerformanceBinding } from './performance.ts';
import { createProcessBinding } from './process.ts';
import { createSmallBindings } from './small-bindings.ts';
import { createStringDecoderBinding } from './string-decoder.ts';
import { createUrlBinding } from './url.ts';
import { createUtilBinding } from './util.ts';
import { createTypesBinding, type KnownObjects } from './value-types.ts';

export interface BindingHost {
  clock: Clock;
  known: KnownObjects;
  context: Binding;
  promises: PromiseStates;
  state: LoopState;
  fileSystem: FileSystem;
  privateSymbols: Record<string, symbol>;
  perIsolateSymbols: Record<string, symbol>;
  stacks: StackTraces;
  triggerUncaught(error: unknown, fromPromise: boolean): void;
  errorSource(error: unknown): { sourceLine: string; startColumn: number } | undefined;
  write(stream: 'stdout' | 'stderr', text: string): void;
  exit(code: number): never;
  require(id: string): Untyped;
}

export function createBindings(host: BindingHost): Record<string, Binding> {
  const { clock, state, fileSystem, require } = host;
  // Node makes it in C++, without the class of its other errors.
  const invalidUrl = (input: string, base?: string): Error =>
    Object.assign(new TypeError('Invalid URL'), {
      code: 'ERR_INVALID_URL',
      input,
      ...(base !== undefined && { base }),
    });
  return {
    ...createSmallBindings({
      context: host.context,
      triggerUncaught: host.triggerUncaught,
      errorSource: host.errorSource,
      stackOf: host.stacks.textOf,
    }),
    ...state.bindings,
    async_wrap: createAsyncWrapBinding(),
    buffer: createBufferBinding(),
    constants: createConstantsBinding(),
    fs: createFsBinding(fileSystem, state, require, (fd, bytes) =>
      host.write(fd === 1 ? 'stdout' : 'stderr', decode(bytes, 'utf8')),
    ),
    messaging: createMessagingBinding(),
    performance: createPerformanceBinding(clock),
    process_methods: createProcessBinding({
      clock,
      cwd: () => fileSystem.cwd(),
      chdir: (path) => fileSystem.chdir(path),
      writeError: (text) => host.write('stderr', text),
      exit: host.exit,
    }),
    string_decoder: createStringDecoderBinding(),
    symbols: host.perIsolateSymbols as Binding,
    types: createTypesBinding(host.known),
    url: createUrlBinding(invalidUrl),
    util: createUtilBinding(
      { known: host.known, require, promiseState: host.promises.get, caller: host.stacks.caller },
      host.privateSymbols,
    ),
  };
}
