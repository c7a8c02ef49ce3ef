/** Stands in for `internalBinding('tcp_wrap')` and `('pipe_wrap')`: sockets and listening places. */
import { errorNumbers } from '../bindings/system-errors.ts';
import type { Binding, Untyped } from '../untyped.ts';
import type { Endpoint } from './endpoint.ts';
import type { Address, Loopback } from './loopback.ts';
import type { NetworkScope } from './scope.ts';
import type { StreamHandle, StreamWrapParts } from './stream-wrap.ts';

const KIND = { SOCKET: 0, SERVER: 1 };

class ConnectWrap {
  oncomplete?: (status: number, handle: StreamHandle, ...more: unknown[]) => void;
}

/** The bindings that `net` uses. Both kinds of sockets work alike; only their addresses differ. */
export function createSocketWraps(
  scope: NetworkScope,
  network: Loopback,
  { StreamHandle }: StreamWrapParts,
): { tcp_wrap: Binding; pipe_wrap: Binding } {
  abstract class SocketHandle extends StreamHandle {
    local: Address | undefined;
    remote: Address | undefined;
    #bindError = 0;

    constructor(kind: number) {
      super(kind === KIND.SERVER);
      for (const key of ['local', 'remote'])
        Object.defineProperty(this, key, { enumerable: false, writable: true });
    }

    abstract create(): SocketHandle;

    reserve(address: string, port: number): number {
      const got = network.reserve(address, port);
      if (typeof got === 'number') this.local = { address, port: got };
      else {
        // As in libuv: that the address is taken is told by `listen`.
        if (got !== 'EADDRINUSE') return errorNumbers[got]!;
        this.#bindError = errorNumbers[got]!;
      }
      return 0;
    }

    listen(): number {
      if (this.#bindError !== 0) return this.#bindError;
      if (!this.local) this.reserve('0.0.0.0', 0);
      this.listening = true;
      this.refresh();
      network.listen(this.local!, {
        accept: (end, local, remote) => {
          if (this.closed) return end.close(true);
          this.run(() => {
            const client = this.create();
            Object.assign(client, { endpoint: end, local, remote });
            this.onconnection!(0, client);
          });
        },
      });
      return 0;
    }

    override release(): void {
      if (this.listening && this.local) network.release(this.local);
    }

    connectTo(request: ConnectWrap, remote: Address): number {
      const run = scope.capture(request);
      scope.hold(request);
      network.connect(remote, (result, local) => {
        scope.drop(request);
        run(() => this.#connected(request, result, local, remote));
      });
      return 0;
    }

    #connected(request: ConnectWrap, result: Endpoint | string, local: Address, remote: Address): void {
      if (this.closed) {
        if (typeof result !== 'string') result.close();
        return request.oncomplete?.(errorNumbers['ECANCELED']!, this, request, false, false);
      }
      if (typeof result === 'string')
        return request.oncomplete?.(errorNumbers[result]!, this, request, false, false);
      Object.assign(this, { endpoint: result, local, remote });
      request.oncomplete?.(0, this, request, true, true);
    }
  }

  class TCP extends SocketHandle {
    override create(): SocketHandle {
      return new TCP(KIND.SOCKET);
    }
    bind(address: string, port: number): number {
      return this.reserve(address, port);
    }
    bind6(address: string, port: number): number {
      return this.reserve(address, port);
    }
    connect(request: ConnectWrap, address: string, port: number): number {
      return this.connectTo(request, { address, port });
    }
    connect6(request: ConnectWrap, address: string, port: number): number {
      return this.connectTo(request, { address, port });
    }
    getsockname(out: Untyped): number {
      return describe(this.local, out);
    }
    getpeername(out: Untyped): number {
      return describe(this.remote, out);
    }
    open(): number {
      return errorNumbers['EBADF']!;
    }
    setNoDelay(): number {
      return 0;
    }
    setKeepAlive(): number {
      return 0;
    }
    setSimultaneousAccepts(): number {
      return 0;
    }
  }

  class Pipe extends SocketHandle {
    override create(): SocketHandle {
      return new Pipe(KIND.SOCKET);
    }
    bind(path: string): number {
      return this.reserve(path, 0);
    }
    connect(request: ConnectWrap, path: string): number {
      return this.connectTo(request, { address: path, port: 0 });
    }
    open(): number {
      return errorNumbers['EBADF']!;
    }
    fchmod(): number {
      return 0;
    }
    setPendingInstances(): void {}
  }

  return {
    tcp_wrap: {
      TCP,
      TCPConnectWrap: class TCPConnectWrap extends ConnectWrap {},
      constants: { ...KIND, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 },
    },
    pipe_wrap: {
      Pipe,
      PipeConnectWrap: class PipeConnectWrap extends ConnectWrap {},
      constants: { ...KIND, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 },
    },
  };
}

function describe(place: Address | undefined, out: Untyped): number {
  if (!place) return errorNumbers['ENOTCONN']!;
  const { address, port } = place;
  Object.assign(out, { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port });
  return 0;
}
