/**
 * Keys of one character, such as `/` and `?`. Speech input and unsteady hands press them unasked, so they can be turned
 * off (WCAG 2.1.4); the choice is kept in the browser and holds for all pages.
 */
const KEY = 'handbook:1:single-keys';

function areOff(): boolean {
  try {
    return localStorage.getItem(KEY) === 'off';
  } catch {
    return false;
  }
}

/** True if the press is a character alone, and whoever reads wants these to do nothing. */
export function isTurnedOff({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^\S$/u.test(key) && !ctrlKey && !metaKey && !altKey && areOff();
}

/** @returns a checkbox with its label: on it stands whether these keys work, and it changes that */
export function singleKeysSwitch(): HTMLLabelElement {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = !areOff();
  box.addEventListener('change', () => {
    try {
      if (box.checked) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, 'off');
    } catch {
      // Without storage they cannot be turned off, and the box says so.
      box.checked = true;
    }
  });
  label.append(box, ' Keys of a single character, such as / and ?, work');
  return label;
}

/** True where such a key is a part of a text, or chooses one of several: not on a checkbox or a button. */
export function isTypingIn(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      // Monaco's field is neither editable nor a form's: it says by its role alone what it is.
      'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable], [role="textbox"]',
    ) !== null
  );
}
