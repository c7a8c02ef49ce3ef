/** “Open the code”: the program that ran, with the settings that it ran with. */
import { useState } from 'preact/hooks';
import type { Settings } from '#systems/system.ts';
import { programText } from '#systems/text.ts';
import { labLink } from './lab-link.ts';

export interface ProgramTextProps {
  /** Of the system; its program has that name. */
  id: string;
  source: string;
  settings: Settings;
}

export function ProgramText({ id, source, settings }: ProgramTextProps) {
  const [said, say] = useState('');
  const text = programText(source, id, settings);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied.'),
      () => say('This browser does not let a page copy: select the text instead.'),
    );
  const open = () =>
    labLink(text).then(
      (address) => location.assign(address),
      (error: unknown) => say(`The workbench could not be opened (${String(error)}). Copy the text instead.`),
    );
  return (
    <details class="sys-code">
      <summary>Open the code</summary>
      <p>
        This program has run, with these settings. Beside any lab’s <code>kit.js</code> it runs as it stands,
        and can be changed; the first exercise of the broker’s lab takes it in place of its own.{' '}
        <button type="button" onClick={() => void copy()}>
          Copy
        </button>{' '}
        <button type="button" onClick={() => void open()}>
          Open in that lab
        </button>{' '}
        <span role="status">{said}</span>
      </p>
      <pre tabIndex={0} aria-label={`Program of ${id}`}>
        <code>{text}</code>
      </pre>
    </details>
  );
}
