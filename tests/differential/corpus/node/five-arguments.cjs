// What a file of CommonJS is called with can be counted.
console.log(arguments.length, arguments[0] === exports, arguments[1] === require, arguments[2] === module);
console.log(typeof arguments[3], arguments[4] === __dirname, this === exports);
(function inner() {
  console.log(arguments.length);
})();
setTimeout(() => console.log('arrow', arguments.length), 1);
