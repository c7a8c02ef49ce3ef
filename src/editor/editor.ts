/** The contract of an editor: Monaco (loaded on intent) or the plain textarea (touch, fallback, no script weight). */
import type { FileMap, Host } from '#lab/model.ts';

export type EditorKind = 'monaco' | 'plain';

/** Offsets into the text of the file shown; equal when nothing is selected. */
export interface TextSelection {
  start: number;
  end: number;
}

export interface EditorOptions {
  files: FileMap;
  /** The file shown first; a key of `files`. */
  active: string;
  theme: 'light' | 'dark';
  /** Accessible name of a file's text, for example “Code of predict.js”. */
  label: (path: string) => string;
  /** Decides which globals the editor knows. Default `node-esm`. */
  host?: Host;
  /** Declarations (`kit.d.ts`) of modules that stand beside the files and are not shown. */
  types?: FileMap;
  /** Where the cursor starts; default the beginning. */
  selection?: TextSelection;
}

export interface Editor {
  readonly kind: EditorKind;
  /** How a keyboard user leaves the editor, one or two sentences. */
  readonly wayOut: string;
  /** The files as they stand, edits included. */
  files(): FileMap;
  /** Shows another file; keeps its cursor, selection and undo history. */
  show(path: string): void;
  /**
   * Replaces the text of a file as one undoable edit; the cursor stays where the text is the same. A file that the
   * editor does not have is added. Calls the edit listeners.
   */
  write(path: string, text: string): void;
  selection(): TextSelection;
  setTheme(theme: 'light' | 'dark'): void;
  focus(): void;
  /** Calls back after each edit, with the path and its whole text; returns its unsubscribe. */
  onEdit(listener: (path: string, text: string) => void): () => void;
  dispose(): void;
}

/** Creates an editor inside an empty element. Rejects if its code cannot be loaded. */
export type CreateEditor = (host: HTMLElement, options: EditorOptions) => Promise<Editor>;
