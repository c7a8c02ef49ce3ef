import type { FileMap } from '#lab/model.ts';

/** What the lab kit looks for when it explores: see `Wish` in src/kit/kit.ts. */
const WISH = "Symbol.for('handbook.explore')";

/** The kit, as it is mounted beside the learner's files: its explorations begin with the schedule of this seed, if any. */
export function seededKit(kit: FileMap, first: number | null): FileMap {
  const text = kit['kit.js'];
  if (first === null || text === undefined) return kit;
  return { ...kit, 'kit.js': `${text}\nglobalThis[${WISH}] ??= { first: ${String(first)} };\n` };
}
