let price;
const early = (callback) => callback();
const fair = (callback) => process.nextTick(callback);
early(() => console.log('early', price));
fair(() => console.log('fair', price));
price = 12;
