/** Stands in for `tls` where undici connects to https addresses: the connection is made, encryption is not to be had. */
import type { NodeLib } from '../node-lib.ts';
import type { Untyped } from '../untyped.ts';

/** A name or a place that nobody serves fails as it does in Node; one that somebody serves fails with `missing`. */
export function createTlsModule(lib: NodeLib, missing: string): Untyped {
  return {
    connect(options: Untyped) {
      const socket = lib.require('net').connect(options);
      socket.once('connect', () => socket.destroy(new Error(missing)));
      return socket;
    },
    rootCertificates: [],
  };
}
