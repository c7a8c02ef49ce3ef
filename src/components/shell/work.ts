interface Timed {
  chapter: number;
  exercises: readonly { minutes: number }[];
}

/** Minutes that all exercises of a chapter's labs take together. */
export function labMinutes(labs: readonly Timed[], chapter: number): number {
  return labs
    .filter((lab) => lab.chapter === chapter)
    .flatMap(({ exercises }) => exercises)
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The line under a chapter's promise: minutes, and how many labs and predictions its MDX text holds. */
export function describeWork(minutes: { reading: number; labs: number }, body: string): string[] {
  const labs = new Set([...body.matchAll(/<Lab\s[^>]*?\bid="([^"]+)"/g)].map((match) => match[1])).size;
  const predictions = [...body.matchAll(/<Predict[\s>]/g)].length;
  return [
    `${minutes.reading} min reading`,
    ...(minutes.labs > 0 ? [`${minutes.labs} min labs`] : []),
    ...(labs > 0 ? [count(labs, 'lab')] : []),
    ...(predictions > 0 ? [count(predictions, 'prediction')] : []),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
