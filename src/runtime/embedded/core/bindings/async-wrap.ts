/** Stands in for `internalBinding('async_wrap')`: the stack of asynchronous ids, kept in arrays that Node's JS shares. */
import type { Binding } from '../untyped.ts';

const FIELDS = {
  kInit: 0,
  kBefore: 1,
  kAfter: 2,
  kDestroy: 3,
  kPromiseResolve: 4,
  kTotals: 5,
  kCheck: 6,
  kStackLength: 7,
  kUsesExecutionAsyncResource: 8,
};
const IDS = { kExecutionAsyncId: 0, kTriggerAsyncId: 1, kAsyncIdCounter: 2, kDefaultTriggerAsyncId: 3 };

export function createAsyncWrapBinding(): Binding {
  const fields = new Uint32Array(9);
  const ids = new Float64Array(4);
  ids[IDS.kAsyncIdCounter] = 1;
  ids[IDS.kDefaultTriggerAsyncId] = -1;
  fields[FIELDS.kCheck] = 1;
  const binding: Binding = {
    constants: { ...FIELDS, ...IDS },
    async_hook_fields: fields,
    async_id_fields: ids,
    async_ids_stack: new Float64Array(32),
    execution_async_resources: [],
    setupHooks() {},
    setCallbackTrampoline() {},
    registerDestroyHook() {},
    queueDestroyAsyncId() {},
    setPromiseHooks() {},
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
    executionAsyncResource: () => undefined,
    Providers: { __proto__: null },
    // Called when the stack array is full: a longer one takes its place.
    pushAsyncContext(asyncId: number, triggerAsyncId: number) {
      const stack = binding['async_ids_stack'] as Float64Array;
      const longer = new Float64Array(stack.length * 3);
      longer.set(stack);
      binding['async_ids_stack'] = longer;
      const offset = fields[FIELDS.kStackLength]! * 2;
      longer[offset] = ids[IDS.kExecutionAsyncId]!;
      longer[offset + 1] = ids[IDS.kTriggerAsyncId]!;
      fields[FIELDS.kStackLength]!++;
      ids[IDS.kExecutionAsyncId] = asyncId;
      ids[IDS.kTriggerAsyncId] = triggerAsyncId;
    },
    // Called when Node's JS finds an id that it did not expect, which clears the stack.
    popAsyncContext() {
      binding['clearAsyncIdStack']();
      return false;
    },
    clearAsyncIdStack() {
      fields[FIELDS.kStackLength] = 0;
      ids[IDS.kExecutionAsyncId] = 0;
      ids[IDS.kTriggerAsyncId] = 0;
      (binding['execution_async_resources'] as unknown[]).length = 0;
    },
  };
  return binding;
}
