import { h } from 'hastscript';
import type { VolumePart } from './volume.ts';

/** The licence page, made of the LICENSE file: paragraphs, and headings underlined with `=`. */
export function readLicence(text: string): VolumePart {
  const blocks = text.trim().split(/\n{2,}/);
  const body = blocks.map((block) => {
    const lines = block.split('\n');
    return /^=+$/.test(lines.at(-1) ?? '')
      ? h('h2', lines.slice(0, -1).join(' '))
      : h('p', ...lines.flatMap((line, index) => (index === 0 ? [line] : [' ', line])));
  });
  return { id: 'licence', number: null, title: 'Licence', promise: '', body, sections: [] };
}
