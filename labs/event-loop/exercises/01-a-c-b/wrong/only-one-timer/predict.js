/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written:
 *   { kind: 'log', label: 'A' }       console.log('A');
 *   { kind: 'timeout', label: 'B' }   setTimeout(() => console.log('B'), 0);
 */
export function predict(program) {
  const labels = (kind) => program.filter((step) => step.kind === kind).map((step) => step.label);
  return [...labels('log'), ...labels('timeout').slice(0, 1)];
}
