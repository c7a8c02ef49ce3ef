import { fileURLToPath, pathToFileURL, format, parse } from 'node:url';
const url = new URL('https://user:pa%20ss@example.com:8080/a/b/../c?x=1&y=2#frag');
console.log(url);
console.log(
  url.href,
  url.origin,
  url.host,
  url.pathname,
  url.search,
  url.hash,
  url.username,
  url.password,
  url.port,
);
url.searchParams.append('z', 'ü ö');
url.hash = '';
url.port = '443';
url.pathname = '/new path';
console.log(String(url), [...url.searchParams], url.searchParams.get('z'));
console.log(
  new URL('../x', 'http://h/a/b/c').href,
  URL.canParse('nope'),
  new URL('mailto:a@b.c').pathname,
  new URL('file:///a/b').protocol,
);
console.log(
  fileURLToPath('file:///a%20b/c'),
  pathToFileURL('/x y#z').href,
  format(new URL('http://a@h/p?q#f'), { fragment: false, auth: false }),
);
console.log(new URLSearchParams({ a: '1', b: '2' }), parse('http://h:80/p?q=1').query);
for (const bad of ['x', 'http://', 'http://a b/'])
  try {
    new URL(bad);
  } catch (error) {
    console.log(error.code, error.input, error.message);
  }
console.log(
  new URL('data:text/plain,hi'),
  new URL('http://[::1]:3000/?').href,
  new URL('web+demo:/.//not-a-host/').href,
);
