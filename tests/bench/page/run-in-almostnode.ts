/** What a page evaluates to run one program in almostnode. The function is sent as text: it holds all that it uses. */

/** What is used of almostnode; its types are there only once it has been installed. */
interface AlmostnodeExports {
  VirtualFS: new () => { writeFileSync(path: string, text: string): void };
  Runtime: new (files: unknown, options: object) => { runFile(path: string): unknown; getProcess(): Process };
  util: { format(...values: unknown[]): string; inspect(value: unknown): string };
}

interface Process {
  exit(code?: number): never;
  emit(event: string, ...values: unknown[]): boolean;
  exitCode?: number;
  argv: string[];
}

interface Job {
  source: string;
  entry: string;
  /** What Node prints: a program that has printed something else is not waited for. */
  stdout: string;
}

/**
 * Runs one program as almostnode's own `node` command does, with two favours: objects on the console are shown by its
 * `util.inspect` (its command shows them by `String`), and the program is waited for until it has been quiet for long
 * enough (its command goes at the first output).
 */
export async function runInAlmostnode({
  source,
  entry,
  stdout: expected,
}: Job): Promise<{ stdout: string; exitCode: number | null; ms: number }> {
  const POLL = 20;
  // The longest timer in the programs is a second, and is not waited for by them.
  const QUIET = 1500;
  const QUIET_WHEN_RIGHT = 300;
  const { almostnode } = globalThis as unknown as { almostnode: AlmostnodeExports };
  const state = {
    stdout: '',
    exited: false,
    exitCode: 0,
    last: performance.now(),
    synchronous: true,
    leaving: false,
  };
  const print = (text: string): void => {
    if (state.exited) return;
    state.stdout += text;
    state.last = performance.now();
  };
  const end = (code: number): void => {
    if (state.exited) return;
    Object.assign(state, { exited: true, exitCode: code, last: performance.now() });
  };
  // Its util.format is used only where there is something to format: otherwise it would lose arguments.
  const shown = (values: unknown[]): string => {
    const [first] = values;
    if (typeof first === 'string' && /%[sdifjoOc%]/.test(first)) return almostnode.util.format(...values);
    const one = (value: unknown): string =>
      value !== null && ['object', 'function'].includes(typeof value)
        ? almostnode.util.inspect(value)
        : Object.is(value, -0)
          ? '-0'
          : String(value);
    return values.map(one).join(' ');
  };
  const ignored = new Set(['error', 'warn', 'trace']);
  const files = new almostnode.VirtualFS();
  files.writeFileSync(`/${entry}`, source);
  addEventListener('error', () => end(1));
  addEventListener('unhandledrejection', () => end(1));

  const began = performance.now();
  const runtime = new almostnode.Runtime(files, {
    cwd: '/',
    onStdout: print,
    onStderr: () => {},
    onConsole(method: string, values: unknown[]) {
      if (!ignored.has(method)) print(`${shown(values)}\n`);
    },
  });
  const process = runtime.getProcess();
  process.argv = ['node', `/${entry}`];
  process.exit = ((code?: number) => {
    const wanted = code ?? process.exitCode ?? 0;
    if (!state.leaving) {
      state.leaving = true;
      process.emit('exit', wanted);
      end(wanted);
    }
    if (state.synchronous) throw new Error('exited');
  }) as Process['exit'];
  try {
    runtime.runFile(`/${entry}`);
  } catch {
    end(1);
  }
  state.synchronous = false;

  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL));
    const quiet = performance.now() - state.last;
    if (state.exited || !expected.startsWith(state.stdout)) break;
    if (quiet > (state.stdout === expected ? QUIET_WHEN_RIGHT : QUIET)) break;
  }
  const exitCode = state.exited ? state.exitCode : (process.exitCode ?? 0);
  return { stdout: state.stdout, exitCode, ms: state.last - began };
}
