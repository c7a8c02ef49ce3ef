/**
 * In which order are the labels printed?
 *
 * A program is a list of steps, carried out inside a callback. `inside` holds the steps of a further callback, carried
 * out after it has printed its label:
 *   { kind: 'log', label: 'A' }                      console.log('A');
 *   { kind: 'nextTick', label: 'B', inside: [] }     process.nextTick(() => { console.log('B'); … });
 *   { kind: 'promise', label: 'C', inside: [] }      Promise.resolve().then(() => { console.log('C'); … });
 *   { kind: 'immediate', label: 'D', inside: [] }    setImmediate(() => { console.log('D'); … });
 */
export function predict(program) {
  const printed = [];
  const microtasks = [];
  const immediates = [];

  function perform(steps) {
    for (const step of steps) {
      if (step.kind === 'log') printed.push(step.label);
      // Are next ticks really served from the same queue as microtasks?
      else if (step.kind === 'nextTick' || step.kind === 'promise') microtasks.push(step);
      else immediates.push(step);
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
  while (immediates.length > 0) {
    call(immediates.shift());
    serve();
  }
  return printed;
}
