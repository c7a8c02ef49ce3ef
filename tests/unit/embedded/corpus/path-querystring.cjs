const path = require('node:path');
const qs = require('node:querystring');
console.log(
  path.join('/a', '..', 'b', 'c.js'),
  path.basename('/x/y.txt', '.txt'),
  path.extname('a.b.c'),
  path.relative('/a/b/c', '/a/d'),
  path.parse('/home/u/f.tar.gz'),
);
console.log(
  path.resolve('/a', './b', '../c'),
  path.normalize('/a//b/../c/.'),
  path.isAbsolute('x'),
  path.sep,
  path.posix === path,
  path.win32.join('a', 'b'),
);
console.log(qs.parse('a=1&a=2&b=%20x+y'), qs.stringify({ a: [1, 2], b: 'ü' }));
