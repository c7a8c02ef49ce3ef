/**
 * A chat in a page. `news` dispatches 'message' with { id, text } in its detail, and 'gone' with { id }.
 *
 * @returns unmount()
 */
export function mountChat({ document, window, h }, { news, signal } = {}) {
  const root = h('section', { class: 'chat' });
  const rows = new Map(); // id → row
  document.body.append(root);

  function unmount() {
    root.remove();
  }
  function removeRow(id) {
    rows.get(id)?.remove();
    rows.delete(id);
  }
  function onMessage({ detail: { id, text } }) {
    const row = h('p', {}, text);
    row.addEventListener('click', () => removeRow(id));
    rows.set(id, row);
    root.append(row);
  }
  function onKey({ key }) {
    if (key === 'Escape') unmount();
  }
  news.addEventListener('message', onMessage);
  news.addEventListener('gone', ({ detail }) => removeRow(detail.id));
  document.addEventListener('keydown', onKey);
  window.addEventListener('resize', () => root.setAttribute('data-resized', ''));
  return unmount;
}
