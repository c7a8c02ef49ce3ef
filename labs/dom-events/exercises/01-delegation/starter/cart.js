/** @param list the element around the rows; `actions` has remove(sku) and open(sku) */
export function watchRows(list, actions, signal) {
  for (const row of list.querySelectorAll('[data-sku]')) {
    row.addEventListener('click', function onClick(event) {
      if (event.target.className === 'remove') actions.remove(row.dataset.sku);
      else actions.open(row.dataset.sku);
    });
  }
}
