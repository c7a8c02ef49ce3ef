/** Entry of the page in which `npm run diagrams` renders: mermaid is loaded there already as a global. */
import type { Mermaid } from 'mermaid';
import { NODE_CLASSES, participantClasses, unknownClasses } from './classes.ts';
import type { DiagramConfig } from './config.ts';
import { redraw } from './redraw.ts';

declare global {
  var mermaid: Mermaid;
  /** Mermaid text → our SVG, not yet optimised. Rejects with mermaid's own message when it cannot be drawn. */
  var renderDiagram: (text: string, config: DiagramConfig) => Promise<string>;
}

globalThis.renderDiagram = async (text, config) => {
  const unknown = unknownClasses(text);
  if (unknown.length > 0) throw new Error(`the class ${unknown[0]} is none of ${NODE_CLASSES.join(', ')}`);
  mermaid.initialize({ ...config, startOnLoad: false });
  const { svg } = await mermaid.render('diagram', text);
  document.body.innerHTML = svg;
  const drawing = document.body.querySelector('svg');
  if (!drawing) throw new Error('mermaid returned no SVG');
  // At its natural size, one unit is one pixel: what is measured is what will be shown.
  drawing.style.maxWidth = 'none';
  drawing.setAttribute('width', String(drawing.viewBox.baseVal.width));
  for (const [participant, name] of participantClasses(text)) {
    const actor = drawing.querySelector(`rect.actor[name="${CSS.escape(participant)}"]`);
    if (!actor) throw new Error(`“%% class ${participant} ${name}” names no participant`);
    actor.parentElement?.classList.add('node', name);
  }
  return redraw(drawing);
};
