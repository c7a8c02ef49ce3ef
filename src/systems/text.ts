/** The program as a reader may copy it: what ran, with its import as labs name it and the settings it was run with. */
import type { Settings } from './system.ts';

/** @param source the text of a file of src/systems/programs */
export function programText(source: string, name: string, settings: Settings): string {
  const { load, latency, failure, replicas, design, seed } = settings;
  const given = Object.entries({ load, latency, failure, replicas, design, seed });
  const lines = given.map(([key, value]) => `  ${key}: ${typeof value === 'string' ? `'${value}'` : value},`);
  const program = source.replace("'#kit/kit.ts'", "'./kit.js'").trimEnd();
  return `${program}\n\nawait ${name}({\n${lines.join('\n')}\n});\n`;
}
