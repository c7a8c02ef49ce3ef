/**
 * Copies what stands in a text field, with or without the clipboard API (plain http has none).
 * @returns false if the browser does not let the page copy: the text is selected then, for the reader to copy it
 */
export async function copyText(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}
