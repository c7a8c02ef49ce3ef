// On the page as a whole, listeners that could hold up scrolling are passive unless they say otherwise.
const stop = (event) => event.preventDefault();
function prevents(target, type, options) {
  const event = new Event(type, { cancelable: true });
  target.addEventListener(type, stop, options);
  target.dispatchEvent(event);
  target.removeEventListener(type, stop);
  return event.defaultPrevented;
}
const targets = {
  window,
  document,
  html: document.documentElement,
  body: document.body,
  div: document.createElement('div'),
};
for (const [name, target] of Object.entries(targets))
  for (const type of ['wheel', 'click'])
    console.log(
      name,
      type,
      prevents(target, type),
      prevents(target, type, { passive: false }),
      prevents(target, type, { passive: true }),
      prevents(target, type, { passive: undefined }),
      prevents(target, type, { once: true }),
    );
