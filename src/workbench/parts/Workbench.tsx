/** One exercise as an instrument. Rendered to HTML at build time without actions, hydrated with them. */
import { Checks } from './Checks.tsx';
import { CodePane } from './CodePane.tsx';
import { FileBar } from './FileBar.tsx';
import { Hints } from './Hints.tsx';
import { Notices } from './Notices.tsx';
import { OutputPane } from './OutputPane.tsx';
import type { Layout, PartProps } from './part.ts';
import { Toolbar } from './Toolbar.tsx';

export interface WorkbenchProps extends PartProps {
  layout: Layout;
  /** Path → highlighted lines of the starter, as HTML. */
  highlighted: Readonly<Record<string, string>>;
}

export function Workbench({ model, actions, layout, highlighted }: WorkbenchProps) {
  const part = { model, actions };
  return (
    <div class="wb-bench" data-editor={model.editor} data-shown={model.shown}>
      <Notices {...part} />
      <div class="wb-code">
        <FileBar {...part} />
        <CodePane {...part} highlighted={highlighted} />
      </div>
      {layout === 'full' && <CodeSplitter />}
      <div class="wb-side">
        <Toolbar {...part} />
        <OutputPane {...part} />
      </div>
      <div class="wb-verdicts">
        <Checks {...part} />
        <Hints {...part} />
      </div>
      <p class="wb-announcer" role="status" aria-live="polite">
        {model.announcement}
      </p>
    </div>
  );
}

/** src/workbench/splitter.ts makes it move. */
function CodeSplitter() {
  return (
    <div
      class="wb-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the code"
      aria-valuemin={20}
      aria-valuemax={80}
      aria-valuenow={55}
      data-splitter="--code-share"
    />
  );
}
