/** One exercise as an instrument. Rendered to HTML at build time without actions, hydrated with them. */
import { Checks } from './Checks.tsx';
import { CodePane } from './CodePane.tsx';
import { FileBar } from './FileBar.tsx';
import { Hints } from './Hints.tsx';
import { LinkBar } from './LinkBar.tsx';
import { Notices } from './Notices.tsx';
import type { Layout, PartProps } from './part.ts';
import { SidePanes } from './SidePanes.tsx';
import { Toolbar } from './Toolbar.tsx';

export interface WorkbenchProps extends PartProps {
  layout: Layout;
  /** Path → highlighted lines of the starter, as HTML. */
  highlighted: Readonly<Record<string, string>>;
}

export function Workbench({ model, actions, layout, highlighted }: WorkbenchProps) {
  const part = { model, actions };
  const hasChecks = model.face.checkNames.length > 0;
  return (
    <div
      class="wb-bench"
      data-editor={model.editor}
      data-shown={model.shown}
      data-side={model.sidePane}
      data-checks={hasChecks ? '' : undefined}
    >
      <Notices {...part} />
      <div class="wb-code">
        <FileBar {...part} />
        <LinkBar {...part} />
        <CodePane {...part} highlighted={highlighted} />
      </div>
      {layout === 'full' && <Splitter of="--code-share" label="Height of the code" now={55} />}
      <div class="wb-side">
        <Toolbar {...part} />
        <SidePanes {...part} />
      </div>
      {layout === 'full' && hasChecks && (
        <Splitter of="--output-share" label="Width of the output" now={50} isColumn />
      )}
      {hasChecks && (
        <div class="wb-verdicts">
          <Checks {...part} />
          <Hints {...part} />
        </div>
      )}
      <p class="wb-announcer" role="status" aria-live="polite">
        {model.announcement}
      </p>
    </div>
  );
}

interface SplitterProps {
  /** The CSS variable that it moves. */
  of: string;
  label: string;
  /** Where it stands at first, in percent. */
  now: number;
  isColumn?: boolean;
}

/** src/workbench/splitter.ts makes it move. */
function Splitter({ of, label, now, isColumn = false }: SplitterProps) {
  return (
    <div
      class="wb-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation={isColumn ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuemin={20}
      aria-valuemax={80}
      aria-valuenow={now}
      data-splitter={of}
    />
  );
}
