// Press Run: what does find.js make of this day? The checks do not look at this file: change it as you like.
import { draw, say } from './picture.js';
import { lostOf, pathOf, slowestOf, treeOf } from './find.js';
import { createLog, subscriptions } from './shop.js';

const { log, complaint } = createLog(7);
draw(log, subscriptions);

console.log(`The story of ${complaint}:`);
function print(nodes, depth) {
  for (const { id, type, effects } of nodes) {
    console.log(`${'  '.repeat(depth)}${id} ${type}`);
    print(effects, depth + 1);
  }
}
print(treeOf(log, complaint), 1);

console.log('What its end has waited for:');
for (const { id, service, waited, worked } of pathOf(log, complaint)) {
  console.log(`  ${id} waited ${waited} ms for ${service}, which worked ${worked} ms`);
  say(id, `on the path, ${waited + worked} ms`);
}
const slowest = slowestOf(log, complaint);
console.log(`The slowest hop: ${slowest?.id} at ${slowest?.service}`);
if (slowest) say(slowest.id, `the slowest hop, at ${slowest.service}`);

console.log('Lost:');
for (const { id, service } of lostOf(log, subscriptions)) {
  console.log(`  ${id}, for ${service}`);
  say(id, `lost for ${service}`);
}
