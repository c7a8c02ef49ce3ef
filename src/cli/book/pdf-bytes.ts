/** Reads and mends the PDF that Chromium prints: its objects stand there as plain text. */

/** On which page each named destination lies, counted from 1. */
export function pagesOf(pdf: Buffer): Map<string, number> {
  const text = pdf.toString('latin1');
  const pages = [...text.matchAll(/^(\d+) 0 obj\s*<<\/Type \/Page\b/gm)].map((match) => match[1]);
  const destinations = text.matchAll(/\/([\w-]+) \[(\d+) 0 R \/XYZ /g);
  return new Map([...destinations].map(([, name = '', page]) => [name, pages.indexOf(page) + 1]));
}

export function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}

/**
 * The date of the edition in place of the moment of printing, which is all that differs from run to run.
 * @param date for example `2026-11-23`
 */
export function dated(pdf: Buffer, date: string): Buffer {
  const stamp = `D:${date.replaceAll('-', '')}000000+00'00'`;
  const dates = /(\/(?:CreationDate|ModDate) \()(D:[^)]*)(\))/g;
  const text = pdf.toString('latin1').replace(dates, (whole, head: string, old: string, tail: string) => {
    // Places in the file are counted in bytes: the length must stay.
    if (old.length !== stamp.length) throw new Error(`The PDF holds a date of another form: ${whole}`);
    return head + stamp + tail;
  });
  return Buffer.from(text, 'latin1');
}
