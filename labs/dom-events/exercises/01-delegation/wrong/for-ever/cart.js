/** @param list the element around the rows; `actions` has remove(sku) and open(sku) */
export function watchRows(list, actions, signal) {
  function onClick(event) {
    const row = event.target.closest('[data-sku]');
    if (row === null || row === list || !list.contains(row)) return;
    const { sku } = row.dataset;
    if (event.target.closest('button.remove')) actions.remove(sku);
    else if (!row.classList.contains('sold-out')) actions.open(sku);
  }
  list.addEventListener('click', onClick);
}
