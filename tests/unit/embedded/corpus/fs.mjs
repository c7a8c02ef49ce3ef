import fs, { promises as fsp } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
const dir = fs.mkdtempSync(path.join(tmpdir(), 'x-'));
const file = path.join(dir, 'a.txt');
fs.writeFileSync(file, 'hello');
fs.appendFileSync(file, ' world');
console.log(
  fs.readFileSync(file, 'utf8'),
  fs.existsSync(file),
  fs.statSync(file).size,
  fs.statSync(dir).isDirectory(),
);
await writeFile(path.join(dir, 'b.json'), JSON.stringify({ a: 1 }));
console.log(JSON.parse(await readFile(path.join(dir, 'b.json'), 'utf8')), (await fsp.readdir(dir)).sort());
fs.mkdirSync(path.join(dir, 'p/q/r'), { recursive: true });
console.log(fs.readdirSync(dir, { withFileTypes: true }).map((e) => [e.name, e.isDirectory()]));
fs.renameSync(file, path.join(dir, 'c.txt'));
try {
  fs.readFileSync(file);
} catch (error) {
  console.log(error.code, error.syscall, error.errno, error.message.replace(dir, 'DIR'));
}
await fsp.access(file).catch((error) => console.log(error.code));
fs.readFile(path.join(dir, 'c.txt'), (error, data) => {
  console.log('callback', error, data);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
});
const stream = fs.createReadStream(path.join(dir, 'c.txt'), { encoding: 'utf8', highWaterMark: 4 });
const chunks = [];
for await (const chunk of stream) chunks.push(chunk);
console.log(chunks);
const handle = await fsp.open(path.join(dir, 'd.txt'), 'w+');
await handle.write('abc');
await handle.close();
console.log(fs.readFileSync(path.join(dir, 'd.txt'), 'latin1'));
await new Promise((resolve) => fs.createWriteStream(path.join(dir, 'e.txt')).end('streamed', resolve));
console.log(fs.readFileSync(path.join(dir, 'e.txt'), 'utf8'));
fs.rmSync(dir, { recursive: true });
console.log(fs.existsSync(dir));
