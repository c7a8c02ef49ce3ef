const outer = document.createElement('div');
const inner = document.createElement('div');
outer.append(inner);
document.body.append(outer);
new MutationObserver(() => console.log('mutation')).observe(outer, { attributes: true });
function onClick() {
  console.log('click');
  setTimeout(() => console.log('timeout'), 0);
  Promise.resolve().then(() => console.log('promise'));
  outer.setAttribute('data-number', Math.random());
}
inner.addEventListener('click', onClick);
outer.addEventListener('click', onClick);
inner.click();
console.log('script ends');
