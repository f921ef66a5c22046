import { afterAll, expect } from 'vitest';
import type { DeploymentOptions } from '../../local/deployment/start-deployment.ts';
import { openDeployment, type TestDeployment } from './local-deployment.ts';

/** One for all tests of a file, `const deployment = await deploymentForAll();`, closed after the last. It must have come to no bug. */
export async function deploymentForAll(options: Partial<DeploymentOptions> = {}): Promise<TestDeployment> {
  const deployment = await openDeployment(options);
  afterAll(async () => {
    await deployment.close();
    expect(deployment.bugs).toEqual([]);
  });
  return deployment;
}
