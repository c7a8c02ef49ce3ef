import { describe, expect, test } from 'vitest';
import { NO_PREVIEW, previewAddress, serverClosed, serverOpened } from '#workbench/preview.ts';

const shop = serverOpened(NO_PREVIEW, 3000, 'https://shop.example');
const both = serverOpened(shop, 4000, 'https://admin.example');

describe('the servers of a container', () => {
  test('the first one that opens is looked at, and stays in front when another opens', () => {
    expect(previewAddress(shop)).toBe('https://shop.example/');
    expect(both.port).toBe(3000);
    expect(both.servers.map(({ port }) => port)).toEqual([3000, 4000]);
  });

  test('when the one in front closes, the other comes forward; when the last closes, it is named', () => {
    const left = serverClosed(both, 3000);
    expect(previewAddress(left)).toBe('https://admin.example/');
    expect(serverClosed(left, 4000)).toMatchObject({ servers: [], port: null, closed: 4000 });
    expect(serverClosed(left, 5000)).toBe(left);
  });

  test('a server that starts again is loaded again, and no longer named as closed', () => {
    const again = serverOpened(serverClosed(shop, 3000), 3000, 'https://shop.example');
    expect(again).toMatchObject({ port: 3000, closed: null });
    expect(again.loads).toBeGreaterThan(shop.loads);
  });

  test.each([
    ['orders', 'https://shop.example/orders'],
    ['//elsewhere.example/x', 'https://shop.example/elsewhere.example/x'],
    ['\\\\elsewhere.example', 'https://shop.example/elsewhere.example'],
    ['/a?b=c', 'https://shop.example/a?b=c'],
    ['javascript:alert(1)', 'https://shop.example/javascript:alert(1)'],
  ])('the path %s stays on the server', (path, address) => {
    expect(previewAddress({ ...shop, path })).toBe(address);
  });
});
