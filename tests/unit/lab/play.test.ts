import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '#lab/catalogue.ts';
import { plantLab, type PlantedManifest } from './planted-lab.ts';

const program = { id: 'first', title: 'First', about: 'See it.', host: 'node-esm' };

/** A lab with these programs in its manifest, and these files of theirs. */
async function read(play: unknown, files: Readonly<Record<string, string>>) {
  const folder = plantLab((lab) => ((lab as PlantedManifest & { play: unknown }).play = play));
  for (const [name, text] of Object.entries(files)) folder.write(`labs/tiny/play/${name}`, text);
  return loadCatalogue({ root: folder.path }).then(
    ([lab]) => lab!.play,
    (error: Error) => error.message,
  );
}

describe('the programs of free play', () => {
  test('are read with their texts, in the order of the manifest', async () => {
    const second = { ...program, id: 'second', host: 'browser' };
    const play = await read([second, program], { 'first.js': '1;\n', 'second.js': '2;\n' });
    expect(play).toEqual([
      { ...second, text: '2;\n' },
      { ...program, text: '1;\n' },
    ]);
  });

  test('are none where the manifest names none', async () => {
    expect(await read([], {})).toEqual([]);
  });

  test('that have no file, or that no manifest names, are named with the remedy', async () => {
    const said = await read([program], { 'stray.js': '' });
    expect(said).toContain(
      'labs/tiny/lab.ts: play[0].id: there is no file labs/tiny/play/first.js. Write the program there.',
    );
    expect(said).toContain('labs/tiny/play/stray.js: is not in the “play” of labs/tiny/lab.ts.');
  });

  test('that lack a field are named with the field', async () => {
    expect(await read([{ ...program, about: '' }], { 'first.js': '' })).toContain(
      'play[0].about: expected some text, got "". Write about:',
    );
  });
});

test('a view that there is not is refused with the ones that there are', async () => {
  const folder = plantLab((lab) => ((lab as PlantedManifest & { view: string }).view = 'event-lop'));
  await expect(loadCatalogue({ root: folder.path })).rejects.toThrow(
    /labs\/tiny\/lab.ts: view: expected one of event-loop(, [\w-]+)*, got "event-lop"\. Write view:/,
  );
});
