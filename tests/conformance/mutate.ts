/** Builds wrong simulators: the source with one passage replaced, bundled and loaded beside the right one. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Engine } from '#sim/engine.ts';
import type { Family, Mutant } from './scenario.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @throws Error if the passage does not stand in the file exactly once, or the mutant does not build */
export async function openMutant<E extends Engine>(
  { simulator }: Pick<Family<E>, 'simulator'>,
  mutant: Mutant,
): Promise<Family<E>['openSimulator']> {
  const { outputFiles } = await build({
    entryPoints: [ROOT + simulator.file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutant',
        setup(builder) {
          builder.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === ROOT + mutant.file ? { contents: mutated(mutant), loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  const code = outputFiles[0]?.text ?? '';
  const address = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  const module = (await import(/* @vite-ignore */ address)) as Record<string, Family<E>['openSimulator']>;
  const open = module[simulator.exported];
  if (!open) throw new Error(`${simulator.file} exports no ${simulator.exported}.`);
  return open;
}

function mutated({ file, find, replace }: Mutant): string {
  const source = readFileSync(ROOT + file, 'utf8');
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`“${find}” stands ${times} times in ${file}; a mutant needs it once.`);
  return source.replace(find, () => replace);
}
