/** @jsxImportSource preact */
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Need, ViewId } from '#lab/model.ts';
import type { ExerciseFace } from '#workbench/data.ts';
import { createModel } from '#workbench/model.ts';
import { SidePanes } from '#workbench/parts/SidePanes.tsx';

function panesOf(needs: readonly Need[], view: ViewId | null = null): string[] {
  const face = {
    lab: 'shop',
    id: '01',
    host: 'node-esm',
    entry: 'main.js',
    needs,
    view,
    checkNames: [],
    starter: {},
  };
  const html = render(<SidePanes model={createModel(face as unknown as ExerciseFace)} actions={null} />);
  return [...html.matchAll(/role="tab"[^>]*>([^<]+)</g)].map(([, label = '']) => label);
}

describe('what the build puts beside the code', () => {
  test.each<[readonly Need[], string[]]>([
    [[], []],
    [['processes', 'npm'], []],
    [['terminal'], ['Output', 'Terminal']],
    [['http'], ['Output', 'Preview']],
    [
      ['http', 'terminal'],
      ['Output', 'Terminal', 'Preview'],
    ],
  ])('a lab that needs %j shows %j', (needs, panes) => {
    expect(panesOf(needs)).toEqual(panes);
  });

  test('a lab with a view has a pane for it, behind the output', () => {
    expect(panesOf([], 'event-loop')).toEqual(['Output', 'Event loop']);
    expect(panesOf(['terminal'], 'event-loop')).toEqual(['Output', 'Event loop', 'Terminal']);
  });
});
