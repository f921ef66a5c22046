import { pagePorts } from '../../local/deployment/page-ports.ts';
import { startPage } from '../../local/page/start-page.ts';
import { openWorld, type TestWorld } from '../support/local-deployment.ts';

export interface PageUnderTest {
  url: string;
  world: TestWorld;
  close(): Promise<void>;
}

/** What `npm start` shows, with nothing behind it left out. */
export async function startPageUnderTest(): Promise<PageUnderTest> {
  const world = await openWorld();
  const page = await startPage(pagePorts(world), 0);
  return {
    url: page.url,
    world,
    close: async () => {
      await page.close();
      await world.close();
    },
  };
}
