/** Tells Monaco how to start its workers: ours, from this site, bundled by Vite. */
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';

export function provideWorkers(): void {
  globalThis.MonacoEnvironment ??= {
    getWorker: (_id, label) =>
      label === 'javascript' || label === 'typescript' ? new TypeScriptWorker() : new EditorWorker(),
  };
}
