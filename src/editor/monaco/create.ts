/** The Monaco editor. This module and all it imports load on the learner's intent to edit, never before. */
import { editor, KeyCode, Range, Uri } from 'monaco-editor/editor';
import './features.ts';
import { changedPart } from '../changed-part.ts';
import type { CreateEditor, Editor, EditorOptions, TextSelection } from '../editor.ts';
import { addTypes, configureLanguage } from './language.ts';
import { editorOptions } from './options.ts';
import { defineTheme, themeName } from './theme.ts';
import { provideWorkers } from './workers.ts';

type EditListener = (path: string, text: string) => void;

const WAY_OUT = 'Tab indents. To leave the editor press Escape, then Tab.';

let folders = 0;

export const createMonacoEditor: CreateEditor = (host, options) => {
  provideWorkers();
  defineTheme(options.theme);
  return Promise.resolve(build(host, options));
};

function build(host: HTMLElement, options: EditorOptions): Editor {
  const listeners = new Set<EditListener>();
  const models = createModels(listeners);
  for (const [path, text] of Object.entries(options.files)) models.add(path, text);
  const forgetTypes = addTypes(models.folder, options.types ?? {});
  const states = new Map<string, editor.ICodeEditorViewState | null>();
  let active = options.active;

  function modelOf(path: string): editor.ITextModel {
    const model = models.byPath.get(path);
    if (!model)
      throw new Error(`The editor has no file “${path}”. It has: ${[...models.byPath.keys()].join(', ')}.`);
    return model;
  }

  const widgets = widgetLayer();
  const code = editor.create(host, {
    ...editorOptions(host),
    overflowWidgetsDomNode: widgets,
    model: modelOf(active),
    theme: themeName(options.theme),
    ariaLabel: options.label(active),
  });
  selectIn(code, modelOf(active), options.selection ?? { start: 0, end: 0 });
  grow(host, code);
  leaveByEscape(code);
  const focused = code.onDidFocusEditorText(() =>
    configureLanguage(options.host ?? 'node-esm', nodeTypesUrl()),
  );

  return {
    kind: 'monaco',
    wayOut: WAY_OUT,
    files: () => Object.fromEntries([...models.byPath].map(([path, model]) => [path, model.getValue()])),
    show(path) {
      states.set(active, code.saveViewState());
      active = path;
      code.setModel(modelOf(path));
      code.updateOptions({ ariaLabel: options.label(path) });
      code.restoreViewState(states.get(path) ?? null);
    },
    write(path, text) {
      const model = models.byPath.get(path) ?? models.add(path, '');
      const part = changedPart(model.getValue(), text);
      const range = Range.fromPositions(model.getPositionAt(part.start), model.getPositionAt(part.end));
      model.pushStackElement();
      model.pushEditOperations([], [{ range, text: part.text }], () => null);
      model.pushStackElement();
    },
    selection: () => selectionOf(code),
    setTheme(theme) {
      defineTheme(theme);
      editor.setTheme(themeName(theme));
    },
    focus: () => code.focus(),
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      listeners.clear();
      focused.dispose();
      forgetTypes();
      code.dispose();
      widgets.remove();
      for (const model of models.byPath.values()) model.dispose();
    },
  };
}

interface Models {
  folder: string;
  byPath: Map<string, editor.ITextModel>;
  add(path: string, text: string): editor.ITextModel;
}

/** Each editor's files live in a folder of their own, so that two labs on one page may hold files of one name. */
function createModels(listeners: Set<EditListener>): Models {
  const folder = `file:///lab-${String((folders += 1))}`;
  const byPath = new Map<string, editor.ITextModel>();
  return {
    folder,
    byPath,
    add(path, text) {
      const language = /\.[cm]?js$/.test(path) ? 'javascript' : 'plaintext';
      const model = editor.createModel(text, language, Uri.parse(`${folder}/${path}`));
      model.updateOptions({
        tabSize: 2,
        insertSpaces: true,
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
      model.onDidChangeContent(() => {
        for (const listener of listeners) listener(path, model.getValue());
      });
      byPath.set(path, model);
      return model;
    },
  };
}

function selectIn(
  code: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  { start, end }: TextSelection,
) {
  const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
  code.setSelection(range);
  code.revealRangeInCenterIfOutsideViewport(range);
}

function selectionOf(code: editor.IStandaloneCodeEditor) {
  const model = code.getModel();
  const range = code.getSelection();
  if (!model || !range) return { start: 0, end: 0 };
  return {
    start: model.getOffsetAt(range.getStartPosition()),
    end: model.getOffsetAt(range.getEndPosition()),
  };
}

/** Suggestions and hovers may stand out of the workbench, which clips and places what is inside it. */
function widgetLayer(): HTMLElement {
  const layer = document.createElement('div');
  layer.className = 'monaco-editor';
  document.body.append(layer);
  return layer;
}

/** Tells the style sheet how tall the code is; whether the element follows is the page's choice. */
function grow(host: HTMLElement, code: editor.IStandaloneCodeEditor) {
  const tell = () => host.style.setProperty('--content-height', `${String(code.getContentHeight())}px`);
  code.onDidContentSizeChange(tell);
  tell();
}

/**
 * Escape closes Monaco's own widgets first; with none open it makes Tab move on, until the next edit or until the
 * focus has left.
 */
function leaveByEscape(code: editor.IStandaloneCodeEditor) {
  const whenNothingIsOpen =
    'editorTextFocus && !suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !renameInputVisible' +
    ' && !markersNavigationVisible && !inSnippetMode && !editorHasMultipleSelections';
  const tabMovesOn = (isOn: boolean) => code.updateOptions({ tabFocusMode: isOn });
  code.addCommand(KeyCode.Escape, () => tabMovesOn(true), whenNothingIsOpen);
  code.onDidBlurEditorText(() => tabMovesOn(false));
  code.onDidChangeModelContent(() => tabMovesOn(false));
}

function nodeTypesUrl(): string {
  const base = import.meta.env.BASE_URL;
  return `${base}${base.endsWith('/') ? '' : '/'}labs/node-types.json`;
}
