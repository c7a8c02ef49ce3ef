// Loaded before the program. Node does not wait for a pipe that is full: a loop that prints without end would fill the
// memory with what nobody has read, and end by that instead of by the limit on its output.
for (const { _handle: handle } of [process.stdout, process.stderr]) handle?.setBlocking?.(true);
