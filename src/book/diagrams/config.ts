/** How mermaid lays out every diagram. Part of each diagram's hash: a change here makes all renders stale. */
export const DIAGRAM_CONFIG = {
  theme: 'base' as const,
  look: 'classic' as const,
  layout: 'dagre',
  htmlLabels: false,
  fontFamily: 'Inter Variable',
  themeVariables: { fontFamily: 'Inter Variable', fontSize: '15px' },
  flowchart: {
    htmlLabels: false,
    curve: 'rounded' as const,
    nodeSpacing: 36,
    rankSpacing: 40,
    padding: 12,
    minNodeWidth: 40,
    subGraphTitleMargin: { top: 4, bottom: 8 },
  },
  sequence: {
    mirrorActors: false,
    actorFontSize: 15,
    messageFontSize: 15,
    noteFontSize: 15,
    height: 44,
    width: 130,
    boxMargin: 8,
    diagramMarginX: 8,
    diagramMarginY: 8,
  },
  state: { nodeSpacing: 36, rankSpacing: 40, minNodeWidth: 40 },
};

export type DiagramConfig = typeof DIAGRAM_CONFIG;

/** Raise it when redraw.ts or svg.ts draws the same text differently. */
export const DRAWING_VERSION = 1;
