/** Stands in for `internalBinding('blob')`: what a Blob holds, and the object URLs made of Blobs. */
import type { Binding } from '../untyped.ts';

const STATUS = { end: 0, data: 1 };

type Pulled = (status: number, bytes?: ArrayBuffer) => void;

class BlobHandle {
  readonly parts: readonly Uint8Array[];
  constructor(parts: readonly Uint8Array[]) {
    this.parts = parts;
    Object.defineProperty(this, 'parts', { enumerable: false });
  }
  slice(start: number, end: number): BlobHandle {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const part of this.parts) {
      const piece = part.subarray(Math.max(0, start - at), Math.max(0, end - at));
      if (piece.length > 0) parts.push(piece);
      at += part.length;
    }
    return new BlobHandle(parts);
  }
  getReader(): { pull(pulled: Pulled): void; setWakeup(): void } {
    const left = this.parts.filter((part) => part.length > 0);
    return {
      pull(pulled) {
        const part = left.shift();
        if (part) pulled(STATUS.data, part.slice().buffer as ArrayBuffer);
        else pulled(STATUS.end);
      },
      setWakeup() {},
    };
  }
}

const bytesOf = (source: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);

export function createBlobBinding(): Binding {
  const objects = new Map<string, [BlobHandle, number, string]>();
  return {
    createBlob: (sources: (BlobHandle | ArrayBufferView)[]) =>
      new BlobHandle(sources.flatMap((one) => (one instanceof BlobHandle ? one.parts : [bytesOf(one)]))),
    concat(sources: (ArrayBuffer | ArrayBufferView)[]) {
      const parts = sources.map(bytesOf);
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole.buffer;
    },
    storeDataObject: (id: string, handle: BlobHandle, size: number, type: string) =>
      void objects.set(id, [handle, size, type]),
    getDataObject: (id: string) => objects.get(id),
    revokeObjectURL(url: string) {
      const id = /^blob:nodedata:([^:]+)$/.exec(url)?.[1];
      if (id !== undefined) objects.delete(id);
    },
    // Files are in memory, but a Blob of one would have to read them later.
    createBlobFromFilePath: () => undefined,
  };
}
