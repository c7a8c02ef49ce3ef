/** The same marks and recorder in a real Node process: the program prints what it prints without them. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp.ts';

const preload = fileURLToPath(new URL('../../../src/runtime/node/trace-preload.ts', import.meta.url));
const folder = fileURLToPath(new URL('corpus/', import.meta.url));
/** Programs about order and errors; the others print what no mark touches. */
const ABOUT_ORDER =
  /^(?:abort|async-it|await|emitter|errors|exit|event-t|message|order|promise-c|rejections|stream|timers|tla|uncaught|unhandled|labels|sloppy)/;

/** Node emits no exit event, on which the trace is written, when the handler of an error fails itself. */
const WITHOUT_EXIT = new Set(['errors-in-handler.cjs']);

function run(cwd: string, args: string[], trace: string): Promise<{ code: number; stdout: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', HANDBOOK_TRACE: trace };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

test.each(readdirSync(folder).filter((name) => ABOUT_ORDER.test(name)))('%s', async (name) => {
  const { path, write } = tempFolder();
  write(name, readFileSync(folder + name, 'utf8'));
  const trace = join(path, 'trace.jsonl');
  const [plain, traced] = await Promise.all([
    run(path, [name], trace),
    // Required, not imported: an imported preload makes Node load the main script in another way.
    run(path, ['--disable-warning=ExperimentalWarning', '--require', preload, name], trace),
  ]);
  expect(traced).toEqual(plain);
  const events = existsSync(trace) ? readFileSync(trace, 'utf8') : '';
  expect(events).not.toContain('TracingEnded');
  expect(events.includes('"type":"FrameEntered"')).toBe(!WITHOUT_EXIT.has(name));
});
