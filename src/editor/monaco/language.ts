/** Monaco's TypeScript service, set up for the learner's plain JavaScript, and the types that it knows. */
import {
  javascriptDefaults,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register';
import type { FileMap, Host } from '#lab/model.ts';

/** The TypeScript of the worker knows this option; Monaco's own enum of it does not exist. */
const MODULE_DETECTION_FORCE = 3;

let nodeTypes: Promise<Record<string, string>> | null = null;
let configuredFor: Host | null = null;
/** Address of a declaration file → its text. */
const besideFiles = new Map<string, string>();

/** Makes the service know modules that stand beside an editor's files. Returns the way to forget them. */
export function addTypes(folder: string, types: FileMap): () => void {
  const paths = Object.keys(types).map((path) => `${folder}/${path}`);
  for (const [path, content] of Object.entries(types)) besideFiles.set(`${folder}/${path}`, content);
  if (paths.length > 0) configuredFor = null;
  return () => paths.forEach((path) => besideFiles.delete(path));
}

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
  setLibs({});
  if (isBrowser) return;
  void addNodeTypes(nodeTypesUrl);
}

/** Types help and are not needed: without them the editor still edits, so a failed fetch is only tried anew. */
async function addNodeTypes(url: string) {
  nodeTypes ??= fetchTypes(url);
  try {
    const files = await nodeTypes;
    if (configuredFor === 'browser') return;
    setLibs(files);
  } catch {
    nodeTypes = null;
    configuredFor = null;
  }
}

function setLibs(types: FileMap) {
  const packages = Object.entries(types).map(([path, content]) => ({
    content,
    filePath: `file:///node_modules/${path}`,
  }));
  const beside = Array.from(besideFiles, ([filePath, content]) => ({ content, filePath }));
  javascriptDefaults.setExtraLibs([...packages, ...beside]);
}

async function fetchTypes(url: string): Promise<Record<string, string>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Types for the editor: ${url} answered ${String(response.status)}.`);
  return (await response.json()) as Record<string, string>;
}
