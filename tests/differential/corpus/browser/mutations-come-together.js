const list = document.createElement('ul');
new MutationObserver((records) => console.log('changes', records.length)).observe(list, {
  childList: true,
  attributes: true,
});
list.append(document.createElement('li'));
list.append(document.createElement('li'));
list.setAttribute('class', 'long');
Promise.resolve().then(() => console.log('promise'));
console.log('script ends');
