import { afterAll, beforeAll, expect } from 'vitest';
import type { DeploymentOptions } from '../../local/deployment/start-deployment.ts';
import { openDeployment, type TestDeployment } from './local-deployment.ts';

/** One for all tests of a file, opened before the first and closed after the last. It must have come to no bug. */
export function deploymentForAll(
  keep: (opened: TestDeployment) => void,
  options: Partial<DeploymentOptions> = {},
): void {
  let deployment: TestDeployment | undefined;
  // Not while files are read: all files of a worker are, before the first of them runs.
  beforeAll(async () => {
    deployment = await openDeployment(options);
    keep(deployment);
  });
  afterAll(async () => {
    if (!deployment) return;
    await deployment.close();
    expect(deployment.bugs).toEqual([]);
  });
}
