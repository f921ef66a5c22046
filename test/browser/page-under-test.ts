import { pagePorts } from '../../local/deployment/page-ports.ts';
import type { DeploymentOptions } from '../../local/deployment/start-deployment.ts';
import { startPage } from '../../local/page/start-page.ts';
import { openDeployment, type TestDeployment } from '../support/local-deployment.ts';

export interface PageUnderTest {
  url: string;
  deployment: TestDeployment;
  close(): Promise<void>;
}

/** What `npm start` shows, with nothing behind it left out. */
export async function startPageUnderTest(options: Partial<DeploymentOptions> = {}): Promise<PageUnderTest> {
  const deployment = await openDeployment(options);
  const page = await startPage(pagePorts(deployment), 0);
  return {
    url: page.url,
    deployment,
    close: async () => {
      await page.close();
      await deployment.close();
    },
  };
}
