/** Stands in for `internalBinding('cares_wrap')`: names of the simulated network. The only one is localhost. */
import { costs } from '../clock.ts';
import type { Binding, Untyped } from '../untyped.ts';
import type { NetworkScope } from './scope.ts';

const NOT_FOUND = -3008; // UV_EAI_NONAME, which Node shows as ENOTFOUND

const isLocal = (name: string): boolean => /^(?:[^.]+\.)*localhost\.?$/i.test(name);

const QUERIES = 'Any A Aaaa Caa Cname Mx Ns Txt Tlsa Srv Ptr Naptr Soa'
  .split(' ')
  .map((kind) => `query${kind}`);

export function createNamesBinding(scope: NetworkScope): Binding {
  function complete(request: Untyped, parts: unknown[]): number {
    const run = scope.capture(request);
    scope.hold(request);
    scope.schedule.at(scope.schedule.now() + costs.file, () => {
      scope.drop(request);
      run(() => request.oncomplete(...parts));
    });
    return 0;
  }

  class ChannelWrap {
    getServers(): unknown[] {
      return [['127.0.0.1', 53]];
    }
    setServers(): number {
      return 0;
    }
    setLocalAddress(): void {}
    cancel(): void {}
  }
  // No name server listens here.
  for (const name of [...QUERIES, 'getHostByAddr'])
    Object.defineProperty(ChannelWrap.prototype, name, {
      value: (request: unknown) => complete(request, ['ECONNREFUSED']),
    });

  return {
    getaddrinfo(request: unknown, name: string, family: number) {
      if (!isLocal(name)) return complete(request, [NOT_FOUND]);
      return complete(request, [null, [family === 6 ? '::1' : '127.0.0.1']]);
    },
    getnameinfo: (request: unknown, _address: string, port: number) =>
      complete(request, [null, 'localhost', port === 80 ? 'http' : String(port)]),
    convertIpv6StringToBuffer: (address: string) => ipv6Bytes(address),
    canonicalizeIP: (address: string) => canonicalIp(address),
    strerror: (code: number) => String(code),
    ChannelWrap,
    GetAddrInfoReqWrap: class GetAddrInfoReqWrap {},
    GetNameInfoReqWrap: class GetNameInfoReqWrap {},
    QueryReqWrap: class QueryReqWrap {},
    AI_ADDRCONFIG: 32,
    AI_ALL: 16,
    AI_V4MAPPED: 8,
    DNS_ORDER_VERBATIM: 0,
    DNS_ORDER_IPV4_FIRST: 1,
    DNS_ORDER_IPV6_FIRST: 2,
  };
}

/** The shortest form of an address, or undefined for what is none. */
function canonicalIp(address: string): string | undefined {
  try {
    const { hostname } = new URL(`http://${address.includes(':') ? `[${address}]` : address}`);
    return hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}

/** The sixteen bytes of an IPv6 address, or undefined for what is none. */
function ipv6Bytes(address: string): Uint8Array | undefined {
  const plain = canonicalIp(address);
  if (plain === undefined || !plain.includes(':')) return undefined;
  const [head = '', tail] = plain.split('::');
  const words = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => parseInt(word, 16));
  const [before, after] = [words(head), words(tail ?? '')];
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
  return Uint8Array.from(all.flatMap((word) => [word >> 8, word & 255]));
}
