// Variables and functions of a classic script are the page's own; `let`, `const` and `class` are not.
var total = 1;
let lexical = 2;
class Basket {}
function greet() {
  return this === window;
}
console.log(window.total, window.lexical, window.Basket, typeof window.greet, greet());
window.total = 5;
console.log(total, this === window, 'total' in window);
console.log(
  Object.keys(window).includes('total'),
  Object.keys(window).some((key) => key.startsWith('__')),
);
for (var turn = 0; turn < 2; turn++) setTimeout(() => console.log('turn', window.turn));
queueMicrotask(() => console.log('microtask', window.total));
setTimeout('console.log("from a text", total, typeof greet)', 5);
