// Press Run: the bank of points is down. Who notices? The checks do not look at this file: change it as you like.
import { startPoints } from './points.js';
import { buyByCalls, openShopByEvents } from './shop.js';

const order = { order: 'o-1', sku: 'BOOK-001', customer: 'ada', amount: 2590 };
const shop = openShopByEvents();
startPoints({ bus: shop.busOf('points'), accounts: shop.accounts, report: shop.report });

void buyByCalls({ ...order });
void shop.buy({ ...order });
