/** The classes that authors give to nodes (`:::event`), each with the colour of the same name in the tokens. */
export const NODE_CLASSES = [
  'event',
  'command',
  'read',
  'aggregate',
  'policy',
  'external',
  'fault',
  'stack',
  'tick',
  'micro',
  'task',
] as const;

/**
 * Sequence diagrams have no classes of mermaid's own; there the comment `%% class participant name` gives one.
 * Returns participant id → class.
 */
export function participantClasses(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^\s*%%\s*class\s+(\S+)\s+(\S+)\s*$/gm)].map((match) => [match[1]!, match[2]!]),
  );
}

/** The classes that a diagram uses and we do not have: their nodes would be drawn without a colour. */
export function unknownClasses(text: string): string[] {
  const used = [...text.matchAll(/:::([\w-]+)/g)].map((match) => match[1]!);
  return [...used, ...participantClasses(text).values()].filter(
    (name) => !NODE_CLASSES.some((known) => known === name),
  );
}
