/**
 * A chat in a page. `news` dispatches 'message' with { id, text } in its detail, and 'gone' with { id }.
 *
 * @returns unmount()
 */
export function mountChat({ document, window, h }, { news, signal } = {}) {
  if (signal?.aborted) return () => {};
  const chat = new AbortController();
  const own = { signal: chat.signal };
  const root = h('section', { class: 'chat' });
  const rows = new Map(); // id → { row, end }
  document.body.append(root);

  function unmount() {
    chat.abort();
  }
  function removeRow(id) {
    rows.get(id)?.end.abort();
    rows.get(id)?.row.remove();
    rows.delete(id);
  }
  function onMessage({ detail: { id, text } }) {
    const end = new AbortController();
    const row = h('p', {}, text);
    row.addEventListener('click', () => removeRow(id), {
      signal: AbortSignal.any([chat.signal, end.signal]),
    });
    rows.set(id, { row, end });
    root.append(row);
  }
  function onKey({ key }) {
    if (key === 'Escape') unmount();
  }
  news.addEventListener('message', onMessage, own);
  news.addEventListener('gone', ({ detail }) => removeRow(detail.id), own);
  document.addEventListener('keydown', onKey, own);
  window.addEventListener('resize', () => root.setAttribute('data-resized', ''), own);
  signal?.addEventListener('abort', unmount, { once: true, signal: chat.signal });
  return unmount;
}
