/** A click outside of the menu closes it. */
export function closeOutside(document, menu, close, signal) {
  function onClick(event) {
    if (!menu.contains(event.target)) close();
  }
  document.addEventListener('click', onClick, { capture: true, signal });
}

/** A locked form lets no press in. */
export function lock(form, isLocked, signal) {
  function onPress(event) {
    if (!isLocked()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  form.addEventListener('press', onPress, { capture: true, signal });
}

/** Greets at the first press. */
export function greet(page, say, signal) {
  page.addEventListener('press', () => say(), { capture: true, signal });
}

/** Notes each wheel event, and holds up none. */
export function watchWheel(list, note, signal) {
  list.addEventListener('wheel', (event) => note(event), { passive: true, signal });
}
