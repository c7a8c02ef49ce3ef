const b = Buffer.from('héllo wörld €');
console.log(b, b.length, b.toString('hex'), b.toString('base64'), b.toString('latin1'));
console.log(
  Buffer.from('aGk=', 'base64').toString(),
  Buffer.from('6869', 'hex'),
  Buffer.from('hi', 'utf16le'),
);
console.log(
  Buffer.concat([Buffer.from('a'), Buffer.alloc(2, 'xy')]),
  b.subarray(0, 3).equals(Buffer.from('hé')),
);
const n = Buffer.alloc(16);
n.writeUInt32BE(0xdeadbeef, 0);
n.writeInt16LE(-2, 4);
n.writeDoubleBE(Math.PI, 6);
console.log(n, n.readUInt32BE(0), n.readInt16LE(4), n.readDoubleBE(6));
console.log(
  b.indexOf('wör'),
  b.lastIndexOf('l'),
  b.includes('zzz'),
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
);
console.log(
  Buffer.byteLength('€'),
  b.toJSON().data.length,
  Buffer.isBuffer(b),
  b.write('XY', 1),
  b.toString(),
);
console.log([...b.entries()].length, b.swap16 ? 'swap' : '', Buffer.from([256, -1, 1.5]));
try {
  Buffer.from(5);
} catch (error) {
  console.log(error.code);
}
console.log(atob('aGk='), btoa('hi'), new TextDecoder().decode(new TextEncoder().encode('ü')));
