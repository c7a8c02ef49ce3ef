import { useState } from 'preact/hooks';
import type { FileMap } from '#lab/model.ts';
import { momentName } from '../sentences.ts';
import { sameFiles, type Reason, type Version } from '../work.ts';
import { countChanges, diffLines } from './diff-lines.ts';
import { changesLine, DiffView } from './DiffView.tsx';
import type { PanelProps } from './panel.ts';
import { PanelFrame } from './PanelFrame.tsx';

const REASONS: Readonly<Record<Reason, string>> = {
  checked: 'as you checked it',
  replaced: 'before something else took its place',
  visit: 'from an earlier visit',
  'other-tab': 'from another tab',
  link: 'before you opened a link',
};

/** Earlier versions of the learner's code: when, why kept, what changed; a preview before one comes back. */
export function Panel({ model, data, actions, close }: PanelProps) {
  const versions = model.versions.peek();
  const [chosen, setChosen] = useState(0);
  const version = versions[chosen];
  const filesOf = (one: Version | undefined): FileMap => ({ ...data.starter, ...one?.files });
  const now = model.files.peek();
  const restore = () => {
    close();
    if (version) actions.restore(version);
  };
  if (!version) {
    return (
      <PanelFrame title="History" close={close}>
        <p>
          No earlier versions yet. One is kept whenever you check your code, before anything takes its place,
          and from each visit. They stay in this browser.
        </p>
      </PanelFrame>
    );
  }
  return (
    <PanelFrame title="History" close={close}>
      <div class="wb-history">
        <ul aria-label="Earlier versions, newest first">
          {versions.map((one, index) => (
            <li key={one.at + String(index)}>
              <button
                type="button"
                class="wb-item"
                aria-pressed={index === chosen}
                onClick={() => setChosen(index)}
              >
                <strong>{momentName(one.at)}</strong>
                {one.why && <span>{REASONS[one.why]}</span>}
                <span>{changesFrom(filesOf(versions[index + 1]), filesOf(one))}</span>
              </button>
            </li>
          ))}
        </ul>
        <section aria-label="What restoring this version would change">
          {sameFiles(filesOf(version), now) ? (
            <p>This is the code as it stands now.</p>
          ) : (
            <>
              <p class="wb-history-act">
                <button type="button" class="wb-button wb-run" onClick={restore}>
                  Restore this version
                </button>
                <span class="wb-aside">
                  Your present code goes into the history; one press brings it back.
                </span>
              </p>
              <DiffView before={now} after={filesOf(version)} />
            </>
          )}
        </section>
      </div>
    </PanelFrame>
  );
}

/** What a version changed since the one before it, or since the starter. */
function changesFrom(before: FileMap, after: FileMap): string {
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  if (changed.length === 0) return 'no change';
  return changed
    .map((path) => `${path}: ${changesLine(countChanges(diffLines(before[path] ?? '', after[path] ?? '')))}`)
    .join('; ');
}
