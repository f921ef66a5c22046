import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { DeploymentOptions } from '../../local/deployment/start-deployment.ts';
import type { TestDeployment } from '../support/local-deployment.ts';
import { launchBrowser, type OpenPage, openPage } from './open-page.ts';
import { type PageUnderTest, startPageUnderTest } from './page-under-test.ts';
import { type Visitor, visitor } from './visitor.ts';

export interface PageForAll {
  deployment(): TestDeployment;
  /** One more visitor, whom the test itself sends away. */
  open(options?: BrowserContextOptions): Promise<OpenPage>;
  /** A visitor of its own for each test from here on, of whom the browser must not complain. */
  visitEach(options?: VisitOptions): { me: Visitor; page(): Page };
}

interface VisitOptions extends BrowserContextOptions {
  /** Where functions are loaded on the way. */
  patienceMilliseconds?: number;
}

/** What `npm start` shows, once for all tests of a file or of a `describe`; it must come to no bug by the end. */
export function pageForAll(options: Partial<DeploymentOptions> = {}): PageForAll {
  let browser: Browser;
  let underTest: PageUnderTest;
  beforeAll(async () => {
    [browser, underTest] = await Promise.all([launchBrowser(), startPageUnderTest(options)]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), underTest?.close()]);
    expect(underTest?.deployment.bugs).toEqual([]);
  });
  const open = (options?: BrowserContextOptions): Promise<OpenPage> =>
    openPage(browser, underTest.url, options);

  return {
    deployment: () => underTest.deployment,
    open,
    visitEach({ patienceMilliseconds, ...options } = {}) {
      let opened: OpenPage;
      beforeEach(async () => {
        opened = await open(options);
        if (patienceMilliseconds !== undefined) opened.page.setDefaultTimeout(patienceMilliseconds);
      });
      afterEach(async () => {
        await opened?.close();
        expect(opened?.complaints).toEqual([]);
      });
      const page = () => opened.page;
      return { me: visitor(page), page };
    },
  };
}
