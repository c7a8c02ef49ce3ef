/**
 * Preloaded into a real Node process (`node --import`), marks the program's files as they load and writes the trace of
 * its event loop at the exit: one event per line, to the file that HANDBOOK_TRACE names. Phases are not seen there;
 * what runs and why is.
 */
import * as asyncHooks from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { CONTEXT } from '../embedded/core/loader/context-marks.ts';
import { createEdits } from '../embedded/core/loader/edits.ts';
import { parseSource } from '../embedded/core/loader/parse.ts';
import type { AnyNode } from '../embedded/core/loader/tree.ts';
import { installNodeHooks } from '../embedded/core/trace/node-hooks.ts';
import { createTracer } from '../embedded/core/trace/tracer.ts';

const file = process.env['HANDBOOK_TRACE']!;
const folder = process.cwd();
const lines: string[] = [];
const startedAt = performance.now();
const now = (): number => performance.now() - startedAt;

export const tracer = createTracer({
  Promise,
  now,
  send: (event) => void lines.push(JSON.stringify(event)),
  isProxy: types.isProxy,
  isPromise: types.isPromise,
  context: null,
});
const { recorder } = tracer;
Object.defineProperty(globalThis, CONTEXT, { value: tracer.marks });

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const { format, source } = loaded;
    const isModule = format === 'module';
    const isOwn =
      url.startsWith('file:') && fileURLToPath(url).startsWith(folder) && !url.includes('/node_modules/');
    if (!isOwn || !source || (!isModule && format !== 'commonjs')) return loaded;
    const text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
    const edits = createEdits(text);
    try {
      const program = parseSource(text, isModule ? 'module' : 'script', url) as unknown as AnyNode;
      tracer.mark(
        program,
        edits,
        isModule ? 'module' : 'script',
        url,
        fileURLToPath(url).slice(folder.length + 1),
      );
    } catch {
      // Node says itself what is wrong with the text.
      return loaded;
    }
    return { ...loaded, source: edits.apply().code };
  },
});
installNodeHooks({ ...tracer, process, asyncHooks, now });
process.on('exit', (code) => {
  recorder.end();
  recorder.tell({ type: 'ProcessExited', code });
  recorder.flush();
  appendFileSync(file, lines.join('\n'));
});
