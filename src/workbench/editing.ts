/**
 * The editor's life in one workbench: the plain editor at once on intent, Monaco in its place when it has arrived,
 * the plain one for good where Monaco cannot be had. The text, the cursor and the focus carry over.
 */
import type { FileMap, Host } from '#lab/model.ts';
import type { CreateEditor, Editor, EditorKind, TextSelection } from '#editor/editor.ts';

export interface EditingOptions {
  /** Two empty, hidden elements; an editor fills one and shows it. */
  places: Record<EditorKind, HTMLElement>;
  host: Host;
  /** Declarations of what stands beside the learner's files. */
  types: FileMap;
  theme: () => 'light' | 'dark';
  label: (path: string) => string;
  createPlain: CreateEditor;
  /** Null where the plain editor is the better one. */
  loadMonaco: (() => Promise<CreateEditor>) | null;
  onEdit: (path: string, text: string) => void;
  onChange: (state: 'opening' | EditorKind, editor: Editor) => void;
  onMonacoFailed: (error: unknown) => void;
}

export interface Editing {
  /** Opens an editor, or focuses the one that is open. */
  open(files: FileMap, active: string, selection?: TextSelection): Promise<void>;
  show(path: string): void;
  /** Writes through the open editor as undoable edits. False if none is open. */
  write(files: FileMap): boolean;
  setTheme(theme: 'light' | 'dark'): void;
  dispose(): void;
}

export function createEditing(options: EditingOptions): Editing {
  let editor: Editor | null = null;
  let active = '';
  let opened: Promise<void> | null = null;
  let isDisposed = false;

  async function create(make: CreateEditor, kind: EditorKind, files: FileMap, selection: TextSelection) {
    const { host, types, label, theme, places } = options;
    // Shown first: what is hidden can be neither measured nor focused.
    places.plain.hidden = kind !== 'plain';
    places.monaco.hidden = kind !== 'monaco';
    const next = await make(places[kind], { files, active, theme: theme(), label, host, types, selection });
    next.onEdit(options.onEdit);
    return next;
  }

  async function start(files: FileMap, selection: TextSelection) {
    editor = await create(options.createPlain, 'plain', files, selection);
    options.onChange(options.loadMonaco ? 'opening' : 'plain', editor);
    editor.focus();
    if (options.loadMonaco) void replaceByMonaco(editor, options.loadMonaco);
  }

  async function replaceByMonaco(plain: Editor, load: () => Promise<CreateEditor>) {
    try {
      const createMonaco = await load();
      await compositionEnded(options.places.plain);
      if (isDisposed) return;
      const hadFocus = options.places.plain.contains(document.activeElement);
      const monaco = await create(createMonaco, 'monaco', plain.files(), plain.selection());
      editor = monaco;
      plain.dispose();
      options.onChange('monaco', monaco);
      if (hadFocus) monaco.focus();
    } catch (error) {
      showPlainAgain();
      options.onChange('plain', plain);
      options.onMonacoFailed(error);
    }
  }

  function showPlainAgain() {
    const { plain, monaco } = options.places;
    monaco.replaceChildren();
    monaco.hidden = true;
    plain.hidden = false;
  }

  return {
    open(files, path, selection = { start: 0, end: 0 }) {
      active = path;
      if (opened) editor?.focus();
      opened ??= start(files, selection);
      return opened;
    },
    show(path) {
      active = path;
      editor?.show(path);
    },
    write(files) {
      if (!editor) return false;
      const current = editor.files();
      for (const [path, text] of Object.entries(files)) {
        if (current[path] !== text) editor.write(path, text);
      }
      return true;
    },
    setTheme: (theme) => editor?.setTheme(theme),
    dispose() {
      isDisposed = true;
      editor?.dispose();
    },
  };
}

/** An input method's composition must not be cut off: waits until the textarea in `place` has none under way. */
function compositionEnded(place: HTMLElement): Promise<void> {
  const area = place.querySelector('textarea[data-composing]');
  if (!area) return Promise.resolve();
  return new Promise((resolve) => area.addEventListener('compositionend', () => resolve(), { once: true }));
}
