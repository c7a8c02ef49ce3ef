window.onerror = (message, source, line, column, error) => {
  console.log(typeof message, error.message);
  return true;
};
setTimeout(() => {
  throw new Error('thrown');
}, 10);
