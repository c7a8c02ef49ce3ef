/** What the page on reading offline says of the copy. Pure. */
import type { CopyState } from '#offline/messages.ts';

export interface Said {
  line: string;
  /** What the reader can do. */
  act: 'keep' | 'forget' | null;
}

const NAMES = { keep: 'Keep the book on this device', forget: 'Remove it from this device' } as const;

export const nameOf = (act: keyof typeof NAMES): string => NAMES[act];

export function sayCopy(state: CopyState | null): Said {
  if (state === null || state.trouble === 'denied') {
    const line =
      'This browser cannot keep the book here: that takes https, and a browser that lets this site keep data.';
    return { line, act: null };
  }
  const { kept, files, of, bytes, transfer, trouble, isSettled, hasEditor } = state;
  const size = `${megabytes(transfer)} to fetch, ${megabytes(bytes)} on this device`;
  if (!isSettled)
    return { line: `The book is being kept: ${String(files)} of ${String(of)} files (${size}).`, act: null };
  if (kept === 'yes') {
    const editor = hasEditor
      ? 'The full editor is there, too.'
      : 'The full editor comes along once you have used it; until then the plain one stands in.';
    return { line: `The book is on this device (${megabytes(bytes)}). ${editor}`, act: 'forget' };
  }
  const now =
    kept === 'older'
      ? 'An earlier edition of the book is on this device.'
      : 'The book is not on this device.';
  return { line: `${now} ${why(trouble, size)}`, act: 'keep' };
}

function why(trouble: CopyState['trouble'], size: string): string {
  if (trouble === 'full') return `The browser has no room for the present one (${size}).`;
  if (trouble === 'network')
    return `Not all of the present one arrived; what did is kept, and the rest follows (${size}).`;
  return `The present one is ${size}.`;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
