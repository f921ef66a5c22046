import { beforeAll, describe, expect, it } from 'vitest';
import layers from '../../../checks/layers.ts';
import { brokenRules, type Import } from './broken-rules.ts';

/** Each breaks the rule that it stands under, in a file of its own. */
const forbidden: Record<string, Import[]> = {
  'core-is-pure': [
    { file: 'core/a.ts', line: "import '../catalog/x.ts';" },
    { file: 'core/b.ts', line: "import type { X } from '../adapters/x.ts';" },
    { file: 'core/c.ts', line: "export type C = import('../catalog/x.ts').X;" },
    { file: 'core/d.ts', line: "export const d = import('../catalog/x.ts');" },
    { file: 'core/e.ts', line: "export * from '../catalog/x.ts';" },
    { file: 'core/f.ts', line: "import 'node:fs';" },
    { file: 'core/g.ts', line: "import 'fs/promises';" },
    { file: 'core/h.ts', line: "import 'node:crypto';" },
    { file: 'core/i.ts', line: "import 'node:sqlite';" },
    { file: 'core/j.ts', line: "export const j = process.getBuiltinModule('node:fs');" },
    { file: 'core/k.ts', line: "import type { Sha256 } from '@smithy/types';" },
    { file: 'core/l.ts', line: "export type L = import('@smithy/types').X;" },
    { file: 'core/m.ts', line: "import 'yaml';" },
    { file: 'core/n.ts', line: "import 'a-package-that-is-not-installed';" },
    { file: 'core/o/p/q.ts', line: "import '../../../catalog/x.ts';" },
  ],
  'core-hashes-and-verifies-in-two-files': [{ file: 'core/lib/digest.ts', line: "import 'node:fs';" }],
  'catalog-knows-core': [
    { file: 'catalog/a.ts', line: "import '../policy-compiler/x.ts';" },
    { file: 'catalog/b.ts', line: "import 'node:fs';" },
    { file: 'catalog/c.ts', line: "import 'yaml';" },
  ],
  'entries-are-typed-by-the-sdk': [
    { file: 'catalog/aws/a.ts', line: "import type { X } from '@smithy/types';" },
    { file: 'catalog/aws/b.ts', line: "import 'node:fs';" },
  ],
  'published-data-is-read-when-asked-for': [
    { file: 'catalog/shapes/b.ts', line: "import 'node:child_process';" },
    { file: 'catalog/iam-reference/a.ts', line: "import 'yaml';" },
  ],
  'entries-run-no-client': [{ file: 'catalog/aws/c.ts', line: "import '@aws-sdk/client-s3';" }],
  'fingerprints-are-hashes': [{ file: 'catalog/values/ssh-public-key.ts', line: "import 'node:fs';" }],
  'escalation-paths-are-read-from-files': [
    { file: 'catalog/escalation-paths/a.ts', line: "import 'node:child_process';" },
  ],
  'generators-write-the-catalog': [
    { file: 'catalog/shapes/generate/a.ts', line: "import '../../../infra/x.ts';" },
  ],
  'policy-compiler-knows-core-and-catalog': [
    { file: 'policy-compiler/a.ts', line: "import '../clients/cli/x.ts';" },
    { file: 'policy-compiler/b.ts', line: "import 'node:fs';" },
  ],
  'adapters-fill-ports': [
    { file: 'adapters/a.ts', line: "import type { X } from '../functions/shared/x.ts';" },
    { file: 'adapters/b.ts', line: "import '../policy-compiler/x.ts';" },
  ],
  'what-is-sent-is-read-by-our-own-code': [
    { file: 'adapters/aws/wire/a.ts', line: "import '@aws-sdk/client-s3';" },
    { file: 'adapters/aws/wire/b.ts', line: "import 'yaml';" },
    { file: 'adapters/aws/wire/c.ts', line: "import '../../x.ts';" },
    { file: 'adapters/aws/wire/d.ts', line: "import 'node:zlib';" },
  ],
  'handlers-get-their-ports': [
    { file: 'functions/api/submit/a.ts', line: "import type { X } from '../../../adapters/x.ts';" },
    { file: 'functions/api/submit/b.ts', line: "import '../watch/handler.ts';" },
    { file: 'functions/api/submit/c.ts', line: "import '../../../policy-compiler/x.ts';" },
    { file: 'functions/api/submit/d.ts', line: "import '../../specs.ts';" },
  ],
  'wiring-knows-its-handler': [
    { file: 'functions/api/submit/index.ts', line: "import '../watch/handler.ts';" },
    { file: 'functions/api/report/index.ts', line: "import '../../../policy-compiler/x.ts';" },
  ],
  'shared-knows-core': [
    { file: 'functions/shared/a.ts', line: "import '../api/watch/handler.ts';" },
    { file: 'functions/shared/b.ts', line: "import type { X } from '../../adapters/x.ts';" },
  ],
  'specs-are-a-list': [{ file: 'functions/specs.ts', line: "import './api/watch/handler.ts';" }],
  'sdk-stands-alone': [
    { file: 'clients/sdk/a.ts', line: "import type { X } from '../../catalog/x.ts';" },
    { file: 'clients/sdk/b.ts', line: "import 'yaml';" },
    { file: 'clients/sdk/c.ts', line: "import 'node:fs';" },
  ],
  'operators-reach-a-deployment': [
    { file: 'clients/cli/doctor/a.ts', line: "import '../../../functions/shared/x.ts';" },
    { file: 'clients/cli/doctor/b.ts', line: "import '../../../adapters/x.ts';" },
    { file: 'clients/cli/doctor/c.ts', line: "import '../../../infra/x.ts';" },
  ],
  'cli-runs-on-a-desk': [
    { file: 'clients/cli/a.ts', line: "import '../../functions/shared/x.ts';" },
    { file: 'clients/cli/b.ts', line: "import '../../infra/x.ts';" },
  ],
  'infra-sees-settings-only': [
    { file: 'infra/a.ts', line: "import '../functions/api/watch/handler.ts';" },
    { file: 'infra/b.ts', line: "import type { X } from '../functions/shared/x.ts';" },
    { file: 'infra/c.ts', line: "import '../local/start.ts';" },
  ],
  'emulator-knows-no-product': [
    { file: 'emulator/a.ts', line: "import type { X } from '../core/x.ts';" },
    { file: 'emulator/b.ts', line: "import '../local/start.ts';" },
  ],
  'local-composes': [
    { file: 'local/a.ts', line: "import '../functions/shared/x.ts';" },
    { file: 'local/b.ts', line: "import '../infra/x.ts';" },
  ],
  'local-slack-stands-alone': [
    { file: 'local/slack/a.ts', line: "import type { X } from '../../core/x.ts';" },
    { file: 'local/slack/b.ts', line: "import '../page/x.ts';" },
  ],
  'page-draws-what-it-is-given': [{ file: 'local/page/a.ts', line: "import '../deployment/x.ts';" }],
  'page-assets-run-in-a-browser': [
    { file: 'local/page/assets/a.js', line: "import '../x.ts';" },
    { file: 'local/page/assets/b.js', line: "import 'zod';" },
    { file: 'local/page/assets/c.js', line: "/** @type {import('../../../core/x.ts').X} */\nexport let c;" },
    { file: 'local/page/assets/d.js', line: "/** @import { X } from '../../slack/x.ts' */" },
  ],
  'descriptions-are-made-of-schemas': [
    { file: 'docs/generate/a.ts', line: "import '../../adapters/x.ts';" },
    { file: 'docs/generate/b.ts', line: "import '../../functions/api/report/handler.ts';" },
  ],
  'checks-know-no-product': [{ file: 'checks/a.ts', line: "import '../core/x.ts';" }],
  'clients-are-made-in-wiring': [
    { file: 'functions/api/watch/a.ts', line: "import '@aws-sdk/client-s3';" },
    { file: 'functions/shared/c.ts', line: "import type { X } from '@aws-sdk/client-s3';" },
  ],
  'generators-run-on-a-desk': [
    { file: 'catalog/shapes/a.ts', line: "import type { X } from './generate/x.ts';" },
    { file: 'clients/cli/c.ts', line: "import '../../docs/generate/x.ts';" },
  ],
  'local-is-composed-from-above': [
    { file: 'local/deployment/a.ts', line: "import type { X } from '../start.ts';" },
  ],
  'deployed-code-has-its-dependencies': [{ file: 'adapters/c.ts', line: "import 'for-development';" }],
  'every-folder-has-a-layer': [{ file: 'attic/a.ts', line: "import '../core/x.ts';" }],
  'every-import-resolves': [{ file: 'infra/d.ts', line: "import './not-there.ts';" }],
  'no-cycles': [
    { file: 'infra/e.ts', line: "import './f.ts';" },
    { file: 'infra/f.ts', line: "import './e.ts';" },
    { file: 'infra/g.ts', line: "import type { H } from './h.ts';\nexport type G = H;" },
    { file: 'infra/h.ts', line: "export type H = import('./g.ts').G;" },
  ],
};

const allowed: Import[] = [
  { file: 'core/good.ts', line: "import 'zod'; import type { X } from './x.ts';" },
  { file: 'core/lib/digest.ts', line: "import 'node:crypto'; import '../x.ts';" },
  { file: 'catalog/good.ts', line: "import '../core/x.ts'; import 'zod';" },
  { file: 'catalog/aws/good.ts', line: "import type { S3 } from '@aws-sdk/client-s3'; import '../x.ts';" },
  { file: 'catalog/shapes/good.ts', line: "import 'node:fs'; import '../x.ts';" },
  {
    file: 'catalog/shapes/generate/good.ts',
    line: "import './x.ts'; import 'for-development'; import 'node:fs';",
  },
  { file: 'policy-compiler/good.ts', line: "import '../catalog/x.ts'; import 'yaml';" },
  {
    file: 'adapters/good.ts',
    line: "import '../core/x.ts'; import '@aws-sdk/client-s3'; import 'node:zlib';",
  },
  {
    file: 'adapters/aws/wire/good.ts',
    line: "import '../../../core/x.ts'; import type { X } from '@smithy/types';",
  },
  { file: 'adapters/aws/wire/load-client.ts', line: "import '@aws-sdk/client-s3';" },
  {
    file: 'functions/api/report/handler.ts',
    line: "import './env.ts'; import '../../shared/x.ts'; import '../../../adapters/doors.ts';",
  },
  { file: 'functions/api/report/index.ts', line: "import '../../../adapters/x.ts'; import './handler.ts';" },
  { file: 'functions/specs.ts', line: "import './api/report/spec.ts';" },
  { file: 'clients/sdk/good.ts', line: "import './x.ts'; import '@smithy/types';" },
  { file: 'clients/cli/good.ts', line: "import '../sdk/x.ts'; import '../../policy-compiler/x.ts';" },
  { file: 'infra/good.ts', line: "import '../functions/api/report/env.ts'; import '../functions/specs.ts';" },
  { file: 'emulator/good.ts', line: "import 'for-development'; import './x.ts';" },
  {
    file: 'local/start.ts',
    line: "import './deployment/x.ts'; import './page/x.ts'; import '../emulator/x.ts';",
  },
  {
    file: 'docs/generate/good.ts',
    line: "import '../../functions/api/report/contract.ts'; import '../../core/x.ts'; import 'node:fs';",
  },
  { file: 'local/page/good.ts', line: "import '../slack/x.ts';" },
  { file: 'local/page/assets/good.js', line: "import './x.js';" },
  { file: 'test/good.ts', line: "import '../functions/api/report/handler.ts'; import '../infra/x.ts';" },
];

describe('the check of layers', () => {
  let broken: Map<string, string[]>;
  beforeAll(async () => {
    broken = await brokenRules(Object.values(forbidden).flat());
  });

  describe.each(Object.entries(forbidden))('%s', (rule, imports) => {
    it.each(imports)('fails $file: $line', ({ file }) => {
      expect(broken.get(file)).toContain(rule);
    });
  });

  it('is shown to fail for each of its rules', () => {
    expect(Object.keys(forbidden).toSorted()).toEqual(layers.forbidden.map(({ name }) => name).toSorted());
  });

  it('lets every layer import what it may', async () => {
    expect(await brokenRules(allowed)).toEqual(new Map());
  });
});
