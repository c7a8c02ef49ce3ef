import type { FileMap } from '#lab/model.ts';
import type { Model } from '../model.ts';
import { partId, type PartProps } from './part.ts';

export interface CodePaneProps extends PartProps {
  highlighted: Readonly<Record<string, string>>;
}

/** The code as HTML until an editor takes its place; two empty places, which the editors fill. */
export function CodePane({ model, actions, highlighted }: CodePaneProps) {
  const files = shownFiles(model);
  const isMine = model.shown.value === 'mine';
  return (
    <div
      class="wb-pane"
      id={partId(model, 'code')}
      role="tabpanel"
      aria-labelledby={partId(model, `tab-${model.active.value}`)}
    >
      <div class="wb-listings">
        {Object.entries(files).map(([path, text]) => (
          <figure key={path} class="wb-listing" hidden={path !== model.active.value}>
            <figcaption>{path}</figcaption>
            <Listing
              path={path}
              text={text}
              html={text === model.face.starter[path] ? highlighted[path] : undefined}
              onEdit={isMine ? (offset) => actions?.edit(offset) : null}
            />
          </figure>
        ))}
      </div>
      <div class="wb-place" data-editor-place="plain" hidden />
      <div class="wb-place" data-editor-place="monaco" hidden />
      <p class="wb-wayout">{model.wayOut}</p>
    </div>
  );
}

interface ListingProps {
  path: string;
  text: string;
  html: string | undefined;
  /** Null where the code shown is not the learner's. */
  onEdit: ((offset: number) => void) | null;
}

function Listing({ path, text, html, onEdit }: ListingProps) {
  const click = (event: MouseEvent) => {
    // A learner who selects text wants to copy it.
    if (getSelection()?.isCollapsed === false) return;
    onEdit?.(offsetAt(event.currentTarget as HTMLElement, event));
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) onEdit?.(0);
  };
  return (
    // The listing scrolls, so it must be reachable by keyboard; Enter there edits.
    <pre
      tabIndex={0}
      role="group"
      aria-label={onEdit ? `Code of ${path}. Press Enter to edit.` : `Code of ${path}`}
      onClick={click}
      onKeyDown={key}
    >
      {html === undefined ? (
        <code key="plain">
          {text.split('\n').map((line, index) => [index > 0 && '\n', <span class="l">{line}</span>])}
        </code>
      ) : (
        <code key="highlighted" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </pre>
  );
}

function shownFiles(model: Model): FileMap {
  const data = model.data.value;
  if (model.shown.value === 'mine' || data === null) return model.files.value;
  return { ...data.starter, ...(model.shown.value === 'solution' ? data.solution : {}) };
}

/** The offset in the text under the pointer; the end of the text if there is none under it. */
function offsetAt(listing: HTMLElement, { clientX, clientY }: MouseEvent): number {
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  if (!caret || caret.offsetNode === listing || !listing.contains(caret.offsetNode)) {
    return listing.textContent.length;
  }
  const range = document.createRange();
  range.setStart(listing, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  return range.toString().length;
}
