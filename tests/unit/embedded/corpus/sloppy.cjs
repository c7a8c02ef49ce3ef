var top = 1;
undeclared = 2;
console.log(
  globalThis.undeclared,
  typeof globalThis.top,
  (function () {
    return this === globalThis;
  })(),
);
with ({ inside: 3 }) console.log(inside);
console.log(arguments.length >= 5, typeof arguments[1], delete globalThis.undeclared);
label: for (const i of [1, 2])
  for (const j of [1, 2]) {
    if (j === 2) continue label;
    console.log(i, j);
  }
