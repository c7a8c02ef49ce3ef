const t = new EventTarget();
t.addEventListener('x', (event) => event.preventDefault(), { once: true });
t.addEventListener('x', (event) => console.log('prevented', event.defaultPrevented));
console.log(t.dispatchEvent(new CustomEvent('x', { cancelable: true, detail: 1 })));
console.log(t.dispatchEvent(new CustomEvent('x', { cancelable: true })));
console.log(t.dispatchEvent(new Event('y')));
