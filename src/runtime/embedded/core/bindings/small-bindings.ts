/** Stand-ins that are only a few values each. */
import { engine } from '../engine.ts';
import type { Binding } from '../untyped.ts';
import { createBlobBinding } from './blob.ts';
import { errorNumbers, systemErrors } from './system-errors.ts';

const nothing = (): void => {};

/** Wide characters take two columns, combining ones none (util.inspect groups array entries by width). */
function stringWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (/\p{Mark}|\p{Cf}/u.test(character) || code < 32 || (code >= 0x7f && code < 0xa0)) continue;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff);
    width += wide ? 2 : 1;
  }
  return width;
}

/** What a value is, without running any of its code. */
function describeBriefly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const constructor: unknown = (Object.getPrototypeOf(value) as object | null)?.constructor;
  return `#<${typeof constructor === 'function' ? constructor.name : 'Object'}>`;
}

/** Stands in for `internalBinding('async_context_frame')`. */
export function createContextBinding(): Binding {
  let contextFrame: unknown;
  return {
    getContinuationPreservedEmbedderData: () => contextFrame,
    setContinuationPreservedEmbedderData(frame: unknown) {
      contextFrame = frame;
    },
  };
}

export interface SmallHost {
  context: Binding;
  triggerUncaught(error: unknown, fromPromise: boolean): void;
  /** The line of the learner's text where an error was made, and the column in it, from 0. */
  errorSource(error: unknown): { sourceLine: string; startColumn: number } | undefined;
  stackOf(error: object): unknown;
}

export function createSmallBindings(host: SmallHost): Record<string, Binding> {
  return {
    async_context_frame: host.context,
    blob: createBlobBinding(),
    builtins: {
      builtinIds: [],
      builtinCategories: { canBeRequired: [], cannotBeRequired: [] },
      config: JSON.stringify({ target_defaults: {}, variables: {} }),
      hasCachedBuiltins: () => true,
      natives: {},
    },
    config: {
      hasIntl: true,
      hasSmallICU: false,
      hasInspector: false,
      hasOpenSSL: false,
      hasTracing: false,
      hasNodeOptions: true,
      hasCrypto: false,
      fipsMode: false,
      isDebugBuild: false,
      noBrowserGlobals: false,
      bits: 64,
      getDefaultLocale: () => 'en-US',
    },
    contextify: { constants: { measureMemory: {} }, containsModuleSyntax: () => false },
    credentials: {
      implementsPosixCredentials: true,
      safeGetenv: nothing,
      getTempDir: () => '/tmp',
      getuid: () => 1000,
      geteuid: () => 1000,
      getgid: () => 1000,
      getegid: () => 1000,
      getgroups: () => [1000],
    },
    diagnostics_channel: {
      linkNativeChannel: nothing,
      subscribers: new Uint32Array(64),
      notifyChannelActive: nothing,
      getOrCreateChannelIndex: () => 0,
    },
    encoding_binding: {
      encodeInto: nothing,
      encodeIntoResults: new Uint32Array(2),
      encodeUtf8String: engine.encodeUtf8,
      toASCII: (text: string) => text,
      toUnicode: (text: string) => text,
    },
    errors: {
      noSideEffectsToString: describeBriefly,
      triggerUncaughtException: host.triggerUncaught,
      getErrorSourcePositions: host.errorSource,
      // Ours: see node-patches.ts.
      stackOf: host.stackOf,
      exitCodes: {
        kNoFailure: 0,
        kGenericUserError: 1,
        kInvalidCommandLineArgument: 9,
        kUnsettledTopLevelAwait: 13,
      },
      setPrepareStackTraceCallback: nothing,
      setGetSourceMapErrorSource: nothing,
      setSourceMapsEnabled: nothing,
      setMaybeCacheGeneratedSourceMap: nothing,
      setEnhanceStackForFatalException: nothing,
    },
    fs_event_wrap: { FSEvent: class {} },
    icu: { icuErrName: nothing, transcode: nothing, getStringWidth: stringWidth, hasConverter: () => true },
    mksnapshot: {
      setSerializeCallback: nothing,
      setDeserializeCallback: nothing,
      isBuildingSnapshotBuffer: [0],
    },
    module_wrap: { kSourcePhase: 1, kEvaluationPhase: 2 },
    options: { getEmbedderOptions: () => ({}) },
    os: {
      getAvailableParallelism: () => 1,
      getCPUs: () => ['virtual', 0, 0, 0, 0, 0, 0],
      getFreeMem: () => 2 ** 30,
      getTotalMem: () => 2 ** 31,
      getHomeDirectory: () => '/home/learner',
      getHostname: () => 'handbook',
      getInterfaceAddresses: () => [],
      getLoadAvg: nothing,
      getOSInformation: () => ['Linux', '#1', '6.0.0', 'x86_64'],
      getUptime: () => 60,
      getUserInfo: () => ({
        uid: 1000,
        gid: 1000,
        username: 'learner',
        homedir: '/home/learner',
        shell: '/bin/sh',
      }),
      getPriority: () => 0,
      setPriority: () => 0,
      isBigEndian: false,
    },
    permission: { has: () => true },
    report: {},
    string_search: {},
    trace_events: {
      available: false,
      trace: nothing,
      isTraceCategoryEnabled: () => false,
      setTraceCategoryStateUpdateHandler: nothing,
      getCategoryEnabledBuffer: () => new Uint8Array(1),
      getEnabledCategories: nothing,
    },
    url_pattern: { URLPattern: engine.URLPattern },
    uv: {
      errname: (number: number) => systemErrors.get(number)?.[0] ?? `Unknown system error ${number}`,
      getErrorMap: () => systemErrors,
      getErrorMessage: (number: number) => systemErrors.get(number)?.[1],
      ...Object.fromEntries(Object.entries(errorNumbers).map(([name, number]) => [`UV_${name}`, number])),
    },
    v8: {},
    wasm_web_api: { setImplementation: nothing },
    worker: { isMainThread: true, isInternalThread: false, ownsProcessState: true, threadId: 0 },
  };
}
