const { port1, port2 } = new MessageChannel();
const bell = new EventTarget();

bell.addEventListener('ring', () => {
  console.log('a listener is called on the spot');
  queueMicrotask(() => console.log('its microtask waits for the script'));
});

port2.onmessage = ({ data }) => {
  console.log(`a message is a task: ${data}`);
  port1.close();
};

port1.postMessage('hello');
bell.dispatchEvent(new Event('ring'));
console.log('the script ends');
