/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written:
 *   { kind: 'log', label: 'A' }       console.log('A');
 *   { kind: 'timeout', label: 'B' }   setTimeout(() => console.log('B'), 0);
 */
export function predict(program) {
  const printed = [];
  const later = [];
  for (const step of program) {
    if (step.kind === 'timeout') later.push(step.label);
    else printed.push(step.label);
  }
  return [...later, ...printed];
}
