import { useRef, useState } from 'preact/hooks';
import { count, hostName } from '../sentences.ts';
import { changedFiles, MOST_CHARACTERS, writeLink } from '../share/format.ts';
import { isApple } from '../surroundings.ts';
import { copyText } from './copy-text.ts';
import type { PanelProps } from './panel.ts';
import { PanelFrame } from './PanelFrame.tsx';

/** The code as an address, to copy. */
export function Panel({ model, data, actions, close }: PanelProps) {
  const files = model.files.peek();
  const seed = model.seed.peek();
  const host = model.host.peek();
  const changed = Object.keys(changedFiles(files, data.starter));
  const page = new URL(data.links.page, location.href).href;
  const isPlain = changed.length === 0 && seed === null && host === data.host;
  const fragment = isPlain ? '' : writeLink(data, { files, seed, host });
  const saveInstead = () => {
    close();
    actions.download();
  };
  return (
    <PanelFrame title="Share this code" close={close}>
      {fragment.length > MOST_CHARACTERS ? (
        <>
          <p>
            Your code is too large for a link: it would have {fragment.length.toLocaleString('en')}{' '}
            characters, and beyond {MOST_CHARACTERS.toLocaleString('en')} many programs cut an address short.
            Save it as a project and send the file.
          </p>
          <button type="button" class="wb-button wb-run" onClick={saveInstead}>
            Download as a Node project
          </button>
        </>
      ) : (
        <>
          <p>
            {whatItCarries(changed, seed)}
            {host !== data.host && ` The program runs as a ${hostName(host)}, as it does here.`}
          </p>
          <Copyable text={page + fragment} />
          <p class="wb-aside">
            The code is in the address itself, and is sent to nobody until you send it. Whoever opens the link
            sees your code; it does not run by itself, and their own version stays as it is.
          </p>
        </>
      )}
    </PanelFrame>
  );
}

function whatItCarries(changed: readonly string[], seed: number | null): string {
  const withSeed =
    seed === null
      ? ''
      : ` Whoever runs or checks it sees the schedule with seed ${String(seed)} first: the one that broke here.`;
  if (changed.length === 0)
    return `You have not changed anything: this is the address of the exercise.${withSeed}`;
  return `This link carries ${count(changed.length, 'file')} as you changed ${changed.length === 1 ? 'it' : 'them'}: ${changed.join(', ')}.${withSeed}`;
}

function Copyable({ text }: { text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    if (!field.current) return;
    const isCopied = await copyText(field.current);
    setSaid(isCopied ? 'Copied.' : `The link is selected: press ${isApple() ? '⌘C' : 'Ctrl+C'} to copy it.`);
  };
  return (
    <div class="wb-copy">
      <label class="wb-tag" for="wb-share-link">
        Link
      </label>
      <input
        id="wb-share-link"
        ref={field}
        type="text"
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="wb-button wb-run" autofocus onClick={() => void copy()}>
        Copy the link
      </button>
      <p class="wb-copied" role="status">
        {said}
      </p>
    </div>
  );
}
