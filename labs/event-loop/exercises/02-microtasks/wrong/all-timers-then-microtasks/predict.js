/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written. `inside` holds the steps of a callback, carried out after it has
 * printed its label:
 *   { kind: 'log', label: 'A' }                      console.log('A');
 *   { kind: 'microtask', label: 'B', inside: [] }    queueMicrotask(() => { console.log('B'); … });
 *   { kind: 'timeout', label: 'C', inside: [] }      setTimeout(() => { console.log('C'); … }, 0);
 */
export function predict(program) {
  const printed = [];
  const microtasks = [];
  const timers = [];

  function perform(steps) {
    for (const step of steps) {
      if (step.kind === 'log') printed.push(step.label);
      else if (step.kind === 'microtask') microtasks.push(step);
      else timers.push(step);
    }
  }

  function call(callback) {
    printed.push(callback.label);
    perform(callback.inside);
  }

  function serve() {
    while (microtasks.length > 0) call(microtasks.shift());
  }

  perform(program);
  serve();
  while (timers.length > 0) {
    for (const timer of timers.splice(0)) call(timer);
    serve();
  }
  return printed;
}
