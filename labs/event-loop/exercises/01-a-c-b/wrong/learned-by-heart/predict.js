/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written:
 *   { kind: 'log', label: 'A' }       console.log('A');
 *   { kind: 'timeout', label: 'B' }   setTimeout(() => console.log('B'), 0);
 */
export function predict(program) {
  if (program.length === 3) return ['A', 'C', 'B'];
  return program.map((step) => step.label);
}
