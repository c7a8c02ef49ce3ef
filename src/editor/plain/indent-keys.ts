/** Tab moves on unless the learner asked for indenting with Ctrl+M (on a Mac Ctrl+Shift+M, as in Monaco). */
const INDENT = '  ';

export function indentKeys(area: HTMLTextAreaElement): void {
  let tabIndents = false;

  area.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'm' && event.ctrlKey && !event.altKey && !event.metaKey) {
      tabIndents = !tabIndents;
      event.preventDefault();
    } else if (event.key === 'Escape') {
      tabIndents = false;
    } else if (event.key === 'Tab' && tabIndents && !event.shiftKey) {
      event.preventDefault();
      insert(area, INDENT);
    } else if (
      event.key === 'Enter' &&
      !event.isComposing &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    ) {
      event.preventDefault();
      insert(area, `\n${indentBefore(area)}`);
    }
  });
}

function insert(area: HTMLTextAreaElement, text: string) {
  // Keeps the native undo, see replaceAll in create.ts.
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** White space at the start of the cursor's line, one step more after an opening bracket. */
function indentBefore(area: HTMLTextAreaElement): string {
  const before = area.value.slice(0, area.selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return /[{([]\s*$/.test(line) ? indent + INDENT : indent;
}
