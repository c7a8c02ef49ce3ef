/** Stands in for the part of `internalBinding('crypto')` that digests. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import type { Binding, Untyped } from '../untyped.ts';

/** A digest under way. */
interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Digest;
}

interface Algorithm {
  (bytes: Uint8Array): Uint8Array;
  create(): Digest;
}

const algorithms: Readonly<Record<string, Algorithm>> = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
};

export const hashNames: readonly string[] = Object.keys(algorithms);

/** OpenSSL's other ways to write the names: `SHA-256`, `RSA-SHA256`. */
const find = (name: string): Algorithm | undefined => {
  const plain = name.toLowerCase().replace(/^rsa-/, '');
  return algorithms[plain] ?? algorithms[plain.replace('sha-', 'sha')];
};

export function createDigestBinding(require: (id: string) => Untyped): Binding {
  const bytesOf = (data: unknown, encoding?: string): Uint8Array => {
    if (typeof data === 'string')
      return require('buffer').Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding) as Uint8Array;
    const view = data as ArrayBufferView;
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  };
  const result = (bytes: Uint8Array, encoding?: string): unknown => {
    const buffer = require('buffer').Buffer.from(bytes);
    return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
  };

  class Running {
    protected running: Digest | undefined;
    constructor() {
      Object.defineProperty(this, 'running', { writable: true, enumerable: false });
    }
    update(data: unknown, encoding?: string): boolean {
      this.running!.update(bytesOf(data, encoding));
      return true;
    }
    digest(encoding?: string): unknown {
      return result(this.running!.digest(), encoding);
    }
  }

  class Hash extends Running {
    constructor(algorithm: string | Hash) {
      super();
      if (typeof algorithm !== 'string') this.running = algorithm.running!.clone();
      else {
        const found = find(algorithm);
        if (!found) throw new Error('Digest method not supported');
        this.running = found.create();
      }
    }
  }

  class Hmac extends Running {
    init(name: string, key: Uint8Array): void {
      const algorithm = find(name);
      if (!algorithm) {
        const error = new TypeError(`Invalid digest: ${name}`);
        throw Object.assign(error, { code: 'ERR_CRYPTO_INVALID_DIGEST' });
      }
      this.running = hmac.create(algorithm as Parameters<typeof hmac.create>[0], key) as unknown as Digest;
    }
  }

  return {
    Hash,
    Hmac,
    oneShotDigest(name: string, _id: unknown, _cache: unknown, input: unknown, encoding: string) {
      const algorithm = find(name);
      if (!algorithm) throw new Error(`Digest method ${name} is not supported`);
      return result(algorithm(bytesOf(input)), encoding);
    },
  };
}
