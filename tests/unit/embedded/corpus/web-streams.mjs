const stream = new ReadableStream({
  start(controller) {
    controller.enqueue('a');
    controller.enqueue('b');
    controller.close();
  },
});
const upper = new TransformStream({
  transform(chunk, controller) {
    controller.enqueue(chunk.toUpperCase());
  },
});
for await (const chunk of stream.pipeThrough(upper)) console.log(chunk);
const written = [];
const writer = new WritableStream(
  {
    write(chunk) {
      written.push(chunk);
    },
    close() {
      console.log('closed');
    },
  },
  new CountQueuingStrategy({ highWaterMark: 2 }),
).getWriter();
console.log(writer.desiredSize);
writer.write(1);
writer.write(2);
console.log(writer.desiredSize);
await writer.close();
console.log(written);
