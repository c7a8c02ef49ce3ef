import buffer, { Blob, File, resolveObjectURL, isUtf8, transcode, constants } from 'node:buffer';
const blob = new Blob(['héllo ', new Uint8Array([119, 111]), new Blob(['rld'])], { type: 'Text/Plain' });
console.log(blob, blob.size, blob.type, await blob.text(), await blob.slice(1, 8).text(), (await blob.arrayBuffer()).byteLength, (await blob.bytes()).length);
for await (const part of blob.stream()) console.log(part.length);
const file = new File(['ab'], 'a.txt', { lastModified: 5 });
console.log(file, file.name, file.lastModified, file instanceof Blob, await file.text());
const url = URL.createObjectURL(blob); console.log(url.startsWith('blob:nodedata:'), await resolveObjectURL(url).text()); URL.revokeObjectURL(url); console.log(resolveObjectURL(url));
console.log(isUtf8(Buffer.from([0xff])), typeof transcode, constants.MAX_LENGTH, buffer.kMaxLength === constants.MAX_LENGTH);
for (const make of [() => new Blob('x'), () => new Blob([], { endings: 'x' }), () => new File(['x'])]) try { make(); } catch (error) { console.log(error.name, error.code, error.message); }
