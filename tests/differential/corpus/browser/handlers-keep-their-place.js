const button = document.createElement('button');
button.onclick = () => console.log('first handler');
button.addEventListener('click', () => console.log('listener'));
button.onclick = () => console.log('second handler');
button.click();
button.onclick = null;
button.click();
