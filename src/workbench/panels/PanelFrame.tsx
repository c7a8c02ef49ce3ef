import type { ComponentChildren } from 'preact';
import { HEADING } from './panel.ts';

interface FrameProps {
  title: string;
  close: () => void;
  /** True for a panel that is only read: it scrolls, so the keyboard must be able to reach it. */
  isText?: boolean;
  children: ComponentChildren;
}

export function PanelFrame({ title, close, isText = false, children }: FrameProps) {
  return (
    <div class="wb-panel-frame">
      <div class="wb-panel-head">
        <h2 id={HEADING}>{title}</h2>
        <button type="button" class="wb-close" aria-label="Close" onClick={close}>
          ×
        </button>
      </div>
      <div class="wb-panel-body" tabIndex={isText ? 0 : undefined}>
        {children}
      </div>
    </div>
  );
}
