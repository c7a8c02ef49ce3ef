/** Monaco's two themes, made from the page's own colours. Monaco wants hexadecimal colours, not CSS variables. */
import { editor } from 'monaco-editor/editor';

type Tokens = (name: string) => string;

export function themeName(theme: 'light' | 'dark'): string {
  return `handbook-${theme}`;
}

/** Reads the tokens as they are on the page now, so call it again after the theme has changed. */
export function defineTheme(theme: 'light' | 'dark'): void {
  const style = getComputedStyle(document.documentElement);
  const probe = document.createElement('canvas').getContext('2d');
  const token: Tokens = (name) => toHex(probe, style.getPropertyValue(name).trim());
  editor.defineTheme(themeName(theme), {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: rules((name) => token(name).slice(1)),
    colors: colors(token),
  });
}

function rules(token: Tokens): editor.ITokenThemeRule[] {
  return [
    { token: '', foreground: token('--ink') },
    { token: 'identifier', foreground: token('--ink') },
    { token: 'delimiter', foreground: token('--ink') },
    { token: 'keyword', foreground: token('--micro') },
    { token: 'string', foreground: token('--tick') },
    { token: 'regexp', foreground: token('--tick') },
    { token: 'number', foreground: token('--ink') },
    { token: 'comment', foreground: token('--soft'), fontStyle: 'italic' },
    { token: 'function', foreground: token('--link') },
    { token: 'type.identifier', foreground: token('--ink') },
  ];
}

function colors(token: Tokens): editor.IColors {
  return {
    'editor.background': token('--panel'),
    'editor.foreground': token('--ink'),
    'editorLineNumber.foreground': token('--soft'),
    'editorLineNumber.activeForeground': token('--ink'),
    'editorCursor.foreground': token('--ink'),
    'editor.lineHighlightBackground': token('--sunk'),
    'editor.lineHighlightBorder': token('--sunk'),
    'editor.selectionBackground': `${token('--command')}88`,
    'editor.inactiveSelectionBackground': `${token('--command')}44`,
    'editor.wordHighlightBackground': `${token('--aggregate')}55`,
    'editorBracketMatch.background': `${token('--aggregate')}55`,
    'editorBracketMatch.border': token('--rule-strong'),
    'editorWidget.background': token('--panel'),
    'editorWidget.border': token('--rule-strong'),
    'editorSuggestWidget.background': token('--panel'),
    'editorHoverWidget.background': token('--panel'),
    'editorError.foreground': token('--fault'),
    focusBorder: token('--link'),
  };
}

function toHex(probe: CanvasRenderingContext2D | null, colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour) || probe === null) return colour || '#808080';
  // A canvas turns any opaque CSS colour into #rrggbb.
  probe.fillStyle = '#808080';
  probe.fillStyle = colour;
  return probe.fillStyle;
}
