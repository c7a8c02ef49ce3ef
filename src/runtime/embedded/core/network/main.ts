/** Entry of the part `network`: puts Node's sockets on the simulated network. */
import type { PartHost } from '../parts.ts';
import { completeConditions } from './conditions.ts';
import { createHttpParserBinding } from './http-parser.ts';
import { startLlhttp } from './llhttp.ts';
import { createLoopback } from './loopback.ts';
import { createNamesBinding } from './names.ts';
import { createScope } from './scope.ts';
import { createSocketWraps } from './socket-wraps.ts';
import { createStreamWrap } from './stream-wrap.ts';
import { createTlsModule } from './tls.ts';

/** Defines `binding` with what `create` makes when it is first asked for. */
function defineLazily(host: PartHost, name: string, create: () => object): void {
  let made: object | undefined;
  Object.defineProperty(host.bindings, name, { get: () => (made ??= create()), configurable: true });
}

/** Called before a program starts that may use the network; nothing is made before it does. */
export function installNetwork(host: PartHost): void {
  const { lib, state, bindings, replacements, options } = host;
  const scope = createScope(state, lib.require);
  const network = createLoopback(scope.schedule, completeConditions(host.network));
  const streams = createStreamWrap(scope);
  bindings['stream_wrap'] = streams.binding;
  Object.assign(bindings, createSocketWraps(scope, network, streams));
  bindings['cares_wrap'] = createNamesBinding(scope);
  defineLazily(host, 'http_parser', () =>
    createHttpParserBinding(
      scope,
      startLlhttp(lib.require('buffer').Buffer.from(lib.require('internal/deps/llhttp'), 'base64')),
      options['--max-http-header-size'] as number,
    ),
  );
  lib.require('internal/dns/utils').initializeDns();
  delete replacements['internal/deps/undici/undici'];
  replacements['cluster'] = () => ({ isPrimary: true, isMaster: true, isWorker: false });
  replacements['tls'] = () => createTlsModule(lib, host.missing('tls'));
  replacements['zlib'] = () => lacking(host, 'zlib');
  replacements['http2'] = () => lacking(host, 'http2');
}

/** Stands in for a module that undici loads and seldom uses: each function says that the module is not there. */
function lacking({ missing }: PartHost, id: string): object {
  return new Proxy(
    { constants: {} },
    {
      get: (target, key) =>
        key in target
          ? Reflect.get(target, key)
          : () => {
              throw new Error(missing(id));
            },
    },
  );
}
