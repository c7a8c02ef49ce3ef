/** How the labs' Monaco looks and behaves. The type comes from the page, so that nothing moves when it replaces the code. */
import type { editor } from 'monaco-editor/editor';

export function editorOptions(host: HTMLElement): editor.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(host);
  const fontSize = Number.parseFloat(style.fontSize);
  const lineHeight = Number.parseFloat(style.lineHeight);
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    automaticLayout: true,
    fontFamily: style.fontFamily,
    fontSize: Number.isFinite(fontSize) ? fontSize : 14,
    lineHeight: Number.isFinite(lineHeight) ? lineHeight : 22,
    fontLigatures: false,
    minimap: { enabled: false },
    // With the type's figures this makes the 6ch that workbench.css gives line numbers.
    lineNumbersMinChars: 4,
    lineDecorationsWidth: '2ch',
    folding: false,
    glyphMargin: false,
    padding: { top: 12, bottom: 12 },
    overviewRulerLanes: 0,
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    occurrencesHighlight: 'singleFile',
    contextmenu: false,
    fixedOverflowWidgets: true,
    smoothScrolling: false,
    cursorBlinking: isCalm ? 'solid' : 'blink',
    quickSuggestions: { other: true, comments: false, strings: false },
    accessibilitySupport: 'auto',
    stickyScroll: { enabled: false },
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    wordBasedSuggestions: 'off',
  };
}
