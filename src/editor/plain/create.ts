/**
 * The plain editor: a textarea with line numbers. For touch screens, for readers who turn scripts' weight down,
 * and for the time until Monaco has arrived.
 */
import type { CreateEditor, Editor, EditorOptions } from '../editor.ts';
import { indentKeys } from './indent-keys.ts';

type EditListener = (path: string, text: string) => void;

const WAY_OUT = 'Tab moves on. Ctrl+M makes Tab indent, and back.';

export const createPlainEditor: CreateEditor = (host, options) => Promise.resolve(build(host, options));

function build(host: HTMLElement, options: EditorOptions): Editor {
  const listeners = new Set<EditListener>();
  const areas = new Map<string, HTMLTextAreaElement>();
  const gutter = document.createElement('div');
  gutter.className = 'plain-gutter';
  gutter.setAttribute('aria-hidden', 'true');
  const frame = document.createElement('div');
  frame.className = 'plain-editor';
  frame.append(gutter);
  host.append(frame);
  let active = options.active;

  function edited(path: string, area: HTMLTextAreaElement) {
    if (path === active) number(gutter, area);
    for (const listener of listeners) listener(path, area.value);
  }

  // One textarea a file: each keeps its own cursor, scroll position and native undo.
  function areaOf(path: string): HTMLTextAreaElement {
    const known = areas.get(path);
    if (known) return known;
    const area = buildArea(options.files[path] ?? '', options.label(path));
    area.addEventListener('input', () => edited(path, area));
    area.addEventListener('scroll', () => (gutter.scrollTop = area.scrollTop));
    indentKeys(area);
    markComposition(area);
    area.hidden = path !== active;
    areas.set(path, area);
    frame.append(area);
    return area;
  }

  function show(path: string) {
    active = path;
    const shown = areaOf(path);
    for (const area of areas.values()) area.hidden = area !== shown;
    number(gutter, shown);
    gutter.scrollTop = shown.scrollTop;
  }

  for (const path of Object.keys(options.files)) areaOf(path);
  show(active);
  const { start, end } = options.selection ?? { start: 0, end: 0 };
  areaOf(active).setSelectionRange(start, end);
  reveal(areaOf(active), start);

  return {
    kind: 'plain',
    wayOut: WAY_OUT,
    files: () => Object.fromEntries([...areas].map(([path, area]) => [path, area.value])),
    show,
    write(path, text) {
      replaceAll(areaOf(path), text, () => edited(path, areaOf(path)));
    },
    selection() {
      const area = areaOf(active);
      return { start: area.selectionStart, end: area.selectionEnd };
    },
    setTheme() {},
    focus: () => areaOf(active).focus({ preventScroll: true }),
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      listeners.clear();
      frame.remove();
    },
  };
}

/** Browsers do not scroll a textarea to a selection that a script makes. */
function reveal(area: HTMLTextAreaElement, offset: number) {
  const line = area.value.slice(0, offset).split('\n').length;
  const lines = area.value.split('\n').length;
  const top = (line / lines) * area.scrollHeight;
  if (top > area.clientHeight) area.scrollTop = top - area.clientHeight / 2;
}

function buildArea(text: string, label: string): HTMLTextAreaElement {
  const area = document.createElement('textarea');
  area.value = text;
  area.wrap = 'off';
  area.spellcheck = false;
  area.autocapitalize = 'off';
  area.autocomplete = 'off';
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('aria-label', label);
  return area;
}

/** `data-composing` tells the page not to replace the editor while an input method is at work. */
function markComposition(area: HTMLTextAreaElement) {
  area.addEventListener('compositionstart', () => (area.dataset['composing'] = ''));
  area.addEventListener('compositionend', () => delete area.dataset['composing']);
}

function number(gutter: HTMLElement, area: HTMLTextAreaElement) {
  const lines = area.value.split('\n').length;
  if (gutter.dataset['lines'] === String(lines)) return;
  gutter.dataset['lines'] = String(lines);
  gutter.textContent = Array.from({ length: lines }, (_, line) => line + 1).join('\n');
  area.style.setProperty('--lines', String(lines));
}

function replaceAll(area: HTMLTextAreaElement, text: string, edited: () => void) {
  const hidden = area.hidden;
  const before = document.activeElement;
  area.hidden = false;
  area.focus({ preventScroll: true });
  area.select();
  // execCommand is the only way to write into a textarea that keeps its native undo; it fires `input` itself.
  const command = text === '' ? 'delete' : 'insertText';
  const isDone = document.execCommand(command, false, text) && area.value === text;
  if (!isDone) {
    area.value = text;
    edited();
  }
  area.setSelectionRange(0, 0);
  area.hidden = hidden;
  if (before instanceof HTMLElement && before !== area) before.focus({ preventScroll: true });
}
