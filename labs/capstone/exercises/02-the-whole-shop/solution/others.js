import { validate } from './contracts.js';
import { createService } from './service.js';

/** Everybody but the process manager. Each answers to the topic orders. */
export async function startOthers({ broker, database, sleep }) {
  const handlers = {
    stock: ({ type, book }) => {
      if (type === 'ReleaseStock') return 'StockReleased';
      return book === 'Rare' ? 'ReservationRefused' : 'StockReserved';
    },
    payments: ({ type, card }) => {
      if (type === 'RefundCard') return 'CardRefunded';
      // No further attempt makes it readable.
      if (card === 'bent')
        throw Object.assign(new Error('the card is unreadable'), {
          permanent: true,
        });
      return card === 'empty' ? 'CardDeclined' : 'CardCharged';
    },
    shipping: () => 'ParcelShipped',
  };
  const services = Object.entries(handlers).map(([name, handle]) => {
    async function work(tx, message) {
      const { type, order, card } = message;
      // The bank has its slow days.
      if (card === 'slow' && type === 'ChargeCard') await sleep(450);
      const answer = handle(message);
      console.log(`${order}: ${type} → ${answer}`);
      return [
        {
          topic: 'orders',
          message: { id: `${order}-${answer}`, type: answer, order },
        },
      ];
    }
    return start(name, work);
  });

  function start(name, work) {
    const { publish, subscribe } = broker.connect(name);
    const service = createService({
      db: database.connect(name),
      broker: { publish },
      validate,
      work,
    });
    return subscribe(name, { group: name }, async (delivery) => {
      await service.onMessage(delivery);
      await service.relay();
    });
  }
  await Promise.all(services);

  // The clock wakes whoever asks for it, and the desk tells orders of the commands that were parked.
  const { publish, subscribe } = broker.connect('clock');
  await subscribe('clock', { group: 'clock' }, async ({ message: { order, after }, ack }) => {
    setTimeout(publish, after, 'orders', {
      id: `${order}-late`,
      type: 'DeadlinePassed',
      order,
    });
    await ack();
  });
  const desk = broker.connect('desk');
  await desk.subscribe('parked', { group: 'desk' }, async ({ message: { id, type, order, reason }, ack }) => {
    console.log(`${order}: ${type} is parked, ${reason}`);
    await desk.publish('orders', {
      id: `${id}-parked`,
      type: 'CommandParked',
      order,
      command: type,
    });
    await ack();
  });
  await desk.subscribe('help', { group: 'desk' }, async ({ message: { order, command }, ack }) => {
    console.log(`${order}: somebody has to see to ${command}`);
    await ack();
  });
}
