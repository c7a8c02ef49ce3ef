const { StringDecoder } = require('node:string_decoder');
const decoder = new StringDecoder('utf8');
const bytes = Buffer.from('a€𝄞b');
let out = '';
for (const byte of bytes) out += `[${decoder.write(Buffer.from([byte]))}]`;
console.log(out + decoder.end());
const base64 = new StringDecoder('base64');
console.log(base64.write(Buffer.from('abcd')), base64.end(Buffer.from('e')));
const utf16 = new StringDecoder('utf16le');
const music = Buffer.from('𝄞', 'utf16le');
console.log(
  [...music].map((byte) => utf16.write(Buffer.from([byte]))),
  utf16.end(),
);
console.log(JSON.stringify(new StringDecoder('utf8').end(Buffer.from([0xe2, 0x82]))));
