/** Stands in for `internalBinding('messaging')`: structured clone and DOMException; ports are in message-ports.ts. */
import { engine } from '../engine.ts';
import type { Binding, Untyped } from '../untyped.ts';

/** `DOMException` is set once Node's own class has been loaded. */
export function createMessagingBinding(): Binding {
  const nothing = (): void => {};
  const binding: Binding = {
    DOMException: undefined,
    exposeLazyDOMExceptionProperty(target: object) {
      const value: unknown = binding['DOMException'];
      Object.defineProperty(target, 'DOMException', { value, writable: true, configurable: true });
    },
    setDeserializerCreateObjectFunction: nothing,
    structuredClone(value: unknown, options?: StructuredSerializeOptions) {
      try {
        return engine.structuredClone(value, options) as unknown;
      } catch (error) {
        // The engine's own DOMException is not the class that the program sees.
        const DOMException: Untyped = binding['DOMException'];
        throw new DOMException(
          (error as Error).message.replace(/^.*?'structuredClone' on '\w+': /, ''),
          'DataCloneError',
        );
      }
    },
    stopMessagePort: nothing,
    checkMessagePort: nothing,
    drainMessagePort: nothing,
    moveMessagePortToContext: nothing,
    receiveMessageOnPort: nothing,
    broadcastChannel: nothing,
    MessageChannel: class {},
    MessagePort: class {},
  };
  return binding;
}
