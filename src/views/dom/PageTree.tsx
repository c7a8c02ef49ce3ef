/** The page as boxes within boxes: what listens stands at its box, and the path of the event under way is lit. */
import { countListeners, rootsOf, type Dispatch, type PageNode, type PageState } from './page-state.ts';
import { listenerWords } from './words.ts';

/** So much as a page can hold; the others are a number. */
const MOST = { children: 24, listeners: 8, outside: 6, depth: 14 } as const;
const PHASES = { capture: '↓ down', target: '● target', bubble: '↑ up' } as const;

export function PageTree({ state }: { state: PageState }) {
  const { page, outside } = rootsOf(state);
  if (page.length === 0) return <p class="dm-none">There is no page yet.</p>;
  const dispatch = state.dispatches.at(-1) ?? state.ended;
  const count = countListeners(state);
  const [window, document, ...tops] = page;
  const html = tops.map((node) => node.id);
  return (
    <div class="dm">
      <p class="dm-count">
        {count.inside} {count.inside === 1 ? 'listener' : 'listeners'} in the page
        {count.outside > 0 && <b>, {count.outside} on what has been taken out</b>}
      </p>
      <ul>
        {window && (
          <Box
            {...{ state, dispatch, depth: 0 }}
            node={{ ...window, children: document ? [document.id] : [] }}
            top={html}
          />
        )}
      </ul>
      {count.outside > 0 && (
        <section aria-label="Taken out of the page">
          <p class="dm-none">Taken out of the page, and still listening:</p>
          <ul>
            {outside.slice(0, MOST.outside).map((node) => (
              <Box key={node.id} {...{ state, dispatch, node, depth: 0, top: [] }} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface BoxProps {
  state: PageState;
  dispatch: Dispatch | undefined;
  node: PageNode;
  depth: number;
  /** What stands in the document, which is no element. */
  top: readonly number[];
}

function Box({ state, dispatch, node, depth, top }: BoxProps) {
  const { id, label, content, listeners } = node;
  const children = label === 'document' ? top : node.children;
  const place = dispatch?.path.indexOf(id) ?? -1;
  const isHere = dispatch?.at?.node === id && dispatch !== state.ended;
  const isStop = dispatch?.stoppedAt === id;
  const marks = [
    place === 0 && 'target',
    place > 0 && 'on the path',
    isHere && dispatch?.at && PHASES[dispatch.at.phase],
    isStop && '■ stopped',
  ].filter(Boolean);
  return (
    <li
      class="dm-box"
      data-path={place >= 0}
      data-here={isHere}
      data-stop={isStop}
      aria-current={isHere ? 'step' : undefined}
    >
      <p class="dm-label">
        <code>{label}</code> {content !== '' && <span>{content}</span>}
        {marks.length > 0 && <em> {marks.join(', ')}</em>}
      </p>
      {listeners.length > 0 && (
        <ul class="dm-listeners" aria-label={`Listeners of ${label}`}>
          {listeners.slice(0, MOST.listeners).map((listener) => (
            <li key={listener.id} data-called={isHere && dispatch?.at?.listener === listener.id}>
              {isHere && dispatch?.at?.listener === listener.id && '▸ '}
              {listenerWords(listener)}
            </li>
          ))}
          {listeners.length > MOST.listeners && <li>and {listeners.length - MOST.listeners} more</li>}
        </ul>
      )}
      {children.length > 0 && depth < MOST.depth && (
        <ul>
          {children.slice(0, MOST.children).map((child) => (
            <Box key={child} {...{ state, dispatch, top, depth: depth + 1 }} node={state.nodes.get(child)!} />
          ))}
          {children.length > MOST.children && (
            <li class="dm-none">and {children.length - MOST.children} more</li>
          )}
        </ul>
      )}
    </li>
  );
}
