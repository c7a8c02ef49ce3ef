/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, as they are written:
 *   { kind: 'log', label: 'A' }                      console.log('A');
 *   { kind: 'microtask', label: 'B', inside: [] }    queueMicrotask(() => { console.log('B'); … });
 *   { kind: 'timeout', label: 'C', inside: [] }      setTimeout(() => { console.log('C'); … }, 0);
 *   { kind: 'async', label: 'D', inside: [] }        (async () => { console.log('D'); … })();
 *   { kind: 'await' }                                await null;   (only inside an async function)
 */
export function predict(program) {
  const printed = [];
  const microtasks = [];
  const timers = [];

  function perform(steps) {
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'await') {
        microtasks.push(() => perform(steps.slice(index + 1)));
        return;
      }
      if (step.kind === 'log') printed.push(step.label);
      else if (step.kind === 'async') microtasks.push(() => call(step));
      else if (step.kind === 'microtask') microtasks.push(() => call(step));
      else timers.push(() => call(step));
    }
  }

  function call(step) {
    printed.push(step.label);
    perform(step.inside);
  }

  function serve() {
    while (microtasks.length > 0) microtasks.shift()();
  }

  perform(program);
  serve();
  while (timers.length > 0) {
    timers.shift()();
    serve();
  }
  return printed;
}
