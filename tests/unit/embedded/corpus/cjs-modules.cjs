const events = require('events');
console.log(events === require('node:events'), typeof require.resolve, require.cache !== undefined);
try {
  require('./missing.js');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
try {
  require('left-pad');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
try {
  require('node:nope');
} catch (error) {
  console.log(error.code, error.message);
}
try {
  require('');
} catch (error) {
  console.log(error.code);
}
import('node:path').then((ns) =>
  console.log(typeof ns.join, ns.default === require('path'), Object.prototype.toString.call(ns)),
);
exports.a = 1;
console.log(module.exports.a, module.children.length, module.loaded);
return;
