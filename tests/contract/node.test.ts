import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { contractCases, expectedOf } from './runtime-contract.ts';

describe('the node runtime keeps the contract', () => {
  const shared = createNodeRuntime();
  afterAll(() => shared.dispose());

  test.each(contractCases)('$name', async (contractCase) => {
    const runtime = contractCase.ownRuntime ? createNodeRuntime() : shared;
    const observed = await contractCase.act(runtime);
    expect(observed).toEqual(expectedOf(contractCase, runtime.capabilities));
  });
});
