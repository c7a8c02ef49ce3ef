// Press Run to see what this prints. The checks do not look at this file: change it as you like.
console.log('A: thank you for your order');
setTimeout(() => console.log('B: your parcel is on its way'), 0);
console.log('C: goodbye');
