/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written:
 *   { kind: 'log', label: 'A' }       console.log('A');
 *   { kind: 'timeout', label: 'B' }   setTimeout(() => console.log('B'), 0);
 */
export function predict(program) {
  const printed = [];
  for (const step of program) {
    // Is every label printed where it is written?
    printed.push(step.label);
  }
  return printed;
}
