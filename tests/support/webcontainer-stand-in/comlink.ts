/**
 * The Comlink that @webcontainer/api carries in itself. Its wire format is that of Comlink 4.3.0 (numeric message
 * types), which later releases do not speak, so the stand-in answers with the very same copy.
 */
// @ts-expect-error The package ships this file without types, and its export map hides it.
import { Comlink as vendored } from '../../../node_modules/@webcontainer/api/dist/vendor/index.js';

export interface Comlink {
  expose(target: object, port: MessagePort): void;
  proxy<T extends object>(target: T): T;
  transfer<T>(value: T, transferred: Transferable[]): T;
}

export const comlink = vendored as Comlink;
