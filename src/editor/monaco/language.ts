/** Monaco's TypeScript service, set up for the learner's plain JavaScript, and the types that it knows. */
import {
  javascriptDefaults,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register';
import type { Host } from '#lab/model.ts';

/** The TypeScript of the worker knows this option; Monaco's own enum of it does not exist. */
const MODULE_DETECTION_FORCE = 3;

let nodeTypes: Promise<Record<string, string>> | null = null;
let configuredFor: Host | null = null;

/**
 * Makes the service know the globals of a host. All editors of a page share one service, so the last one focused
 * decides.
 */
export function configureLanguage(host: Host, nodeTypesUrl: string): void {
  if (configuredFor === host) return;
  configuredFor = host;
  const isBrowser = host === 'browser';
  javascriptDefaults.setEagerModelSync(true);
  javascriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
  javascriptDefaults.setCompilerOptions({
    allowJs: true,
    allowNonTsExtensions: true,
    checkJs: false,
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    moduleDetection: MODULE_DETECTION_FORCE,
    lib: isBrowser ? ['esnext', 'dom', 'dom.iterable'] : ['esnext'],
  });
  if (isBrowser) javascriptDefaults.setExtraLibs([]);
  else void addNodeTypes(nodeTypesUrl);
}

/** Types help and are not needed: without them the editor still edits, so a failed fetch is only tried anew. */
async function addNodeTypes(url: string) {
  nodeTypes ??= fetchTypes(url);
  try {
    const files = await nodeTypes;
    if (configuredFor === 'browser') return;
    javascriptDefaults.setExtraLibs(
      Object.entries(files).map(([path, content]) => ({ content, filePath: `file:///node_modules/${path}` })),
    );
  } catch {
    nodeTypes = null;
    configuredFor = null;
  }
}

async function fetchTypes(url: string): Promise<Record<string, string>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Types for the editor: ${url} answered ${String(response.status)}.`);
  return (await response.json()) as Record<string, string>;
}
