/** The contract of an editor: Monaco (loaded on intent) or the plain textarea (touch, fallback, no script weight). */
import type { FileMap } from '#lab/model.ts';

export type EditorKind = 'monaco' | 'plain';

export interface EditorOptions {
  files: FileMap;
  /** The file shown first; a key of `files`. */
  active: string;
  theme: 'light' | 'dark';
  /** Accessible name, for example “Editor: predict.js”. */
  label: string;
}

export interface Editor {
  readonly kind: EditorKind;
  /** The files as they stand, edits included. */
  files(): FileMap;
  /** Shows another file; keeps its cursor, selection and undo history. */
  show(path: string): void;
  /** Replaces the text of a file as one undoable edit. */
  write(path: string, text: string): void;
  setTheme(theme: 'light' | 'dark'): void;
  focus(): void;
  /** Calls back after each edit, with the path and its whole text; returns its unsubscribe. */
  onEdit(listener: (path: string, text: string) => void): () => void;
  dispose(): void;
}

/** Creates an editor inside an empty element. Rejects if its code cannot be loaded. */
export type CreateEditor = (host: HTMLElement, options: EditorOptions) => Promise<Editor>;
