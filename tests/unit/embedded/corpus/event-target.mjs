const target = new EventTarget();
const log = (name) => (event) => console.log(name, event.type, event.detail, event.cancelable);
const first = log('first');
target.addEventListener('order', first);
target.addEventListener('order', first);
target.addEventListener('order', log('once'), { once: true });
target.addEventListener('order', {
  handleEvent(event) {
    console.log('object', event.type, this !== undefined);
  },
});
console.log(target.dispatchEvent(new CustomEvent('order', { detail: { id: 1 } })));
target.addEventListener('order', (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
});
target.addEventListener('order', () => console.log('not reached'));
console.log(target.dispatchEvent(new CustomEvent('order', { detail: 2, cancelable: true })));
const controller = new AbortController();
target.addEventListener('other', () => console.log('other'), { signal: controller.signal });
target.dispatchEvent(new Event('other'));
controller.abort();
target.dispatchEvent(new Event('other'));
const event = new Event('x', { bubbles: true });
console.log(event.bubbles, event.defaultPrevented, event.eventPhase, event.target, event.isTrusted);
try {
  target.dispatchEvent({ type: 'plain' });
} catch (error) {
  console.log(error.code);
}
console.log(target, new CustomEvent('y', { detail: 5 }).detail);
