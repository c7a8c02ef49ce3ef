import type { SidePane } from '../model.ts';
import { InstructorPane } from './InstructorPane.tsx';
import { OutputPane } from './OutputPane.tsx';
import { partId, type PartProps } from './part.ts';
import { PreviewPane } from './PreviewPane.tsx';
import { TerminalPane } from './TerminalPane.tsx';
import { moveBetweenTabs } from './tabs.ts';
import { viewLabel } from '../view/views.ts';
import { ViewPane } from './ViewPane.tsx';

const LABELS = {
  output: 'Output',
  terminal: 'Terminal',
  preview: 'Preview',
  instructor: 'Instructor’s code',
};

/** The output alone, or with the view, the terminal and the preview that a lab asks for, one in front. */
export function SidePanes({ model, actions }: PartProps) {
  const { needs, view } = model.face;
  const panes: SidePane[] = ['output'];
  if (view) panes.push('view');
  if (needs.includes('terminal')) panes.push('terminal');
  if (needs.includes('http')) panes.push('preview');
  if (model.instructors.value) panes.push('instructor');
  if (panes.length === 1) return <OutputPane model={model} actions={actions} />;
  const front = model.sidePane.value;
  // A chapter need not carry what is behind a tab: it comes when the lab is touched.
  const isThere = (pane: SidePane) => actions !== null || pane === front;
  const label = (pane: SidePane) => (pane === 'view' ? viewLabel(view) : LABELS[pane]);
  return (
    <div class="wb-panes">
      <div
        class="wb-tabs"
        data-only-view={panes.every((pane) => pane === 'output' || pane === 'view') ? '' : undefined}
        role="tablist"
        aria-label={panes.map(label).join(', ')}
        onKeyDown={moveBetweenTabs}
      >
        {panes.map((pane) => (
          <button
            key={pane}
            type="button"
            role="tab"
            id={partId(model, `pane-tab-${pane}`)}
            aria-selected={pane === front}
            aria-controls={partId(model, `pane-${pane}`)}
            tabIndex={pane === front ? 0 : -1}
            onClick={() => actions?.showPane(pane)}
          >
            {label(pane)}
          </button>
        ))}
      </div>
      <LiveRun model={model} actions={actions} />
      {panes.filter(isThere).map((pane) => (
        <div
          key={pane}
          class="wb-side-pane"
          data-pane={pane}
          role="tabpanel"
          tabIndex={-1}
          id={partId(model, `pane-${pane}`)}
          aria-labelledby={partId(model, `pane-tab-${pane}`)}
          hidden={pane !== front}
        >
          {pane === 'output' && <OutputPane model={model} actions={actions} />}
          {pane === 'view' && <ViewPane model={model} actions={actions} />}
          {pane === 'terminal' && <TerminalPane model={model} actions={actions} />}
          {pane === 'instructor' && <InstructorPane model={model} actions={actions} />}
          {pane === 'preview' && <PreviewPane model={model} actions={actions} />}
        </div>
      ))}
    </div>
  );
}

/** Whichever pane is in front: who waits for a program that does not end looks at its output. */
function LiveRun({ model }: PartProps) {
  const picture = model.picture.value;
  if (picture.kind !== 'recording' || picture.live === null) return null;
  const { view, turns } = picture.live;
  return view.Live ? (
    <view.Live turns={turns} say={(sentence) => (model.announcement.value = sentence)} />
  ) : null;
}
