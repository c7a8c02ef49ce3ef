// A tenth of a second goes by before the program begins, as on a busy machine.
const begun = performance.now();
while (performance.now() - begun < 100);
