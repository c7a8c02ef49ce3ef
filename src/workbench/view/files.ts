/** Files from and to the reader's device, by means that work without a secure context. */

/** The file that the reader chooses; null if they choose none. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.accept = accept;
    field.hidden = true;
    field.addEventListener('change', () => done(field.files?.[0] ?? null));
    field.addEventListener('cancel', () => done(null));
    // In the page, so that a test and an assistant can reach it, too.
    document.body.append(field);
    field.click();

    function done(file: File | null) {
      field.remove();
      resolve(file);
    }
  });
}

/** Hands the browser a file to save. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers read the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
