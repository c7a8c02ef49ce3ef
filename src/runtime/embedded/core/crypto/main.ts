/** Entry of the part `crypto`: Node's createHash, createHmac and hash, on the digests of @noble/hashes. */
import type { PartHost } from '../parts.ts';
import type { Untyped } from '../untyped.ts';
import { createDigestBinding, hashNames } from './digests.ts';

/** Called before a program starts that may use node:crypto. */
export function installCrypto({ lib, bindings, replacements }: PartHost): void {
  bindings['crypto'] = createDigestBinding(lib.require);
  // Of Node's helpers only what its hash.js uses; the files themselves bring all of its ciphers and keys along.
  replacements['internal/crypto/util'] = () => ({
    kHandle: Symbol('kHandle'),
    getCachedHashId: () => undefined,
    getHashCache: () => ({}),
    getStringOption(options: Untyped, key: string) {
      const value: unknown = options?.[key] ?? undefined;
      if (value !== undefined) lib.require('internal/validators').validateString(value, `options.${key}`);
      return value;
    },
  });
  replacements['internal/crypto/keys'] = () => ({ prepareSecretKey: secretKeyReader(lib.require) });
  const { Hash, Hmac, hash } = lib.require('internal/crypto/hash');
  Object.assign(lib.require('crypto') as object, {
    createHash: (algorithm: string, options?: object) => new Hash(algorithm, options) as unknown,
    createHmac: (algorithm: string, key: unknown, options?: object) =>
      new Hmac(algorithm, key, options) as unknown,
    getHashes: () => [...hashNames],
    hash,
    Hash,
    Hmac,
  });
}

/** The bytes of a secret key: text, buffer or view. */
function secretKeyReader(require: (id: string) => Untyped): (key: unknown, encoding?: string) => Uint8Array {
  return (key, encoding) => {
    const { Buffer } = require('buffer');
    if (typeof key === 'string') return Buffer.from(key, encoding === 'buffer' ? 'utf8' : encoding);
    if (ArrayBuffer.isView(key)) return new Uint8Array(key.buffer, key.byteOffset, key.byteLength);
    if (key instanceof ArrayBuffer || key instanceof SharedArrayBuffer) return new Uint8Array(key);
    const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
    const kinds = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
    throw new ERR_INVALID_ARG_TYPE('key', kinds, key);
  };
}
