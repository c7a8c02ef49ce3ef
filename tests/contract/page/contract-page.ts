/** The contract suite as it runs inside a page: the test names a case, the page acts it out with a real runtime. */
import type { Capabilities, Runtime } from '#runtime/runtime.ts';
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import { createWebContainerRuntime } from '#runtime/webcontainer/webcontainer-runtime.ts';
import * as assets from 'virtual:embedded-runtime';
import { contractCases } from '../runtime-contract.ts';

export type PageEngine = 'embedded' | 'webcontainer';

/** What the test may call in the page. */
export interface ContractPage {
  capabilities(engine: PageEngine): Capabilities;
  /** Acts out the case at this place in `contractCases`. */
  act(engine: PageEngine, index: number): Promise<unknown>;
}

const create: Record<PageEngine, () => Runtime> = {
  embedded: () => createEmbeddedRuntime({ assets }),
  webcontainer: () => createWebContainerRuntime(),
};
const shared = new Map<PageEngine, Runtime>();

function sharedRuntime(engine: PageEngine): Runtime {
  const runtime = shared.get(engine) ?? create[engine]();
  shared.set(engine, runtime);
  return runtime;
}

const page: ContractPage = {
  capabilities: (engine) => sharedRuntime(engine).capabilities,
  async act(engine, index) {
    const contractCase = contractCases[index];
    if (!contractCase) throw new Error(`There is no contract case ${index}.`);
    return contractCase.act(contractCase.ownRuntime ? create[engine]() : sharedRuntime(engine));
  },
};

Object.assign(globalThis, { contractPage: page });
