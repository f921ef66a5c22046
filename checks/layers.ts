import type { IConfiguration } from 'dependency-cruiser';

interface Layer {
  name: string;
  /** The files it holds, as a regular expression over paths; its groups are `$1`, `$2` in `imports`. */
  files: string;
  why: string;
  /** What of ours it may import, itself included. Everything else is an error, types as well. */
  imports: string[];
  /** Left out: any package, and any module of Node. */
  packages?: string[];
  node?: string[];
}

const coreAndCatalog = ['^core/', '^catalog/'];
/** What a room is called, how it names its cards and windows and what its buttons carry is data. */
const doors = '^adapters/doors\\.ts$';
const doorData =
  '^adapters/[^/]+/(door|card-ref|button-value|incident-button-value|sighting-button-value|revoke-button|modals/modal-names|modals/modal-origin)\\.ts$';

const layers: Layer[] = [
  {
    name: 'core-is-pure',
    files: '^core/(?!lib/(digest|signature)\\.ts$)',
    why: 'core holds the rules: no I/O, clock, randomness or vendor. What it needs is a port, filled in adapters/.',
    imports: ['^core/'],
    packages: ['zod', 'canonicalize', '@cedar-policy/cedar-wasm'],
    node: [],
  },
  {
    name: 'core-hashes-and-verifies-in-two-files',
    files: '^core/lib/(digest|signature)\\.ts$',
    why: 'The only module of Node in core is crypto, for hashes and to verify signatures, and only here. Nothing is signed.',
    imports: ['^core/'],
    packages: ['canonicalize'],
    node: ['crypto'],
  },
  {
    name: 'catalog-knows-core',
    files:
      '^catalog/(?!aws/|escalation-paths/|iam-reference/|shapes/|[^/]+/generate/|values/ssh-public-key\\.ts$)',
    why: 'The catalog says what actions are. It reads no files and calls nobody.',
    imports: coreAndCatalog,
    packages: ['zod', '@cedar-policy/cedar-wasm'],
    node: [],
  },
  {
    name: 'entries-are-typed-by-the-sdk',
    files: '^catalog/aws/',
    why: "An entry names operations and parameters as AWS's own clients do, of which it takes the types alone.",
    imports: coreAndCatalog,
    packages: ['zod', '@aws-sdk/client-[^/]+'],
    node: [],
  },
  {
    name: 'published-data-is-read-when-asked-for',
    files: '^catalog/(iam-reference|shapes)/(?!generate/)',
    why: 'What AWS publishes of a service is a file, read for the service that is asked for.',
    imports: coreAndCatalog,
    packages: ['zod'],
    node: ['fs'],
  },
  {
    name: 'fingerprints-are-hashes',
    files: '^catalog/values/ssh-public-key\\.ts$',
    why: 'A key is named to people by its fingerprint, which is a hash.',
    imports: coreAndCatalog,
    packages: ['zod'],
    node: ['crypto'],
  },
  {
    name: 'escalation-paths-are-read-from-files',
    files: '^catalog/escalation-paths/',
    why: 'What others publish is kept as they publish it.',
    imports: coreAndCatalog,
    packages: ['zod', 'yaml'],
    node: ['fs', 'path'],
  },
  {
    name: 'generators-write-the-catalog',
    files: '^catalog/[^/]+/generate/',
    why: 'They run when a pinned source changes, and write files that are committed.',
    imports: coreAndCatalog,
  },
  {
    name: 'policy-compiler-knows-core-and-catalog',
    files: '^policy-compiler/',
    why: 'Policies are compiled from texts that are handed in.',
    imports: [...coreAndCatalog, '^policy-compiler/'],
    packages: ['zod', 'yaml', '@cedar-policy/cedar-wasm'],
    node: [],
  },
  {
    name: 'adapters-fill-ports',
    files: '^adapters/',
    why: 'An adapter fills a port of core and decides nothing. What it is told, it gets as arguments.',
    imports: [...coreAndCatalog, '^adapters/'],
  },
  {
    name: 'what-is-sent-is-read-by-our-own-code',
    files: '^adapters/aws/wire/(?!load-client\\.ts$)',
    why: "It judges what the SDK has written, so it shares the SDK's schemas and nothing of what writes by them.",
    imports: [...coreAndCatalog, '^adapters/aws/wire/'],
    packages: ['@smithy/core/dist-[^/]+/submodules/schema', '@smithy/types'],
    node: [],
  },
  {
    name: 'handlers-get-their-ports',
    files: '^functions/([^/]+/[^/]+)/(?!index\\.ts$)',
    why: 'A handler gets its ports as arguments and knows no other function; adapters meet it in index.ts.',
    imports: [...coreAndCatalog, '^functions/$1/', '^functions/shared/', doors, doorData],
  },
  {
    name: 'wiring-knows-its-handler',
    files: '^functions/(?!shared/)([^/]+/[^/]+)/index\\.ts$',
    why: 'index.ts constructs clients and hands adapters to its own handler.',
    imports: [...coreAndCatalog, '^adapters/', '^functions/$1/', '^functions/shared/'],
  },
  {
    name: 'shared-knows-core',
    files: '^functions/shared/',
    why: 'What functions share knows none of them, and no adapter.',
    imports: [...coreAndCatalog, '^functions/shared/'],
  },
  {
    name: 'specs-are-a-list',
    files: '^functions/[^/]+\\.ts$',
    why: 'functions/specs.ts lists the spec.ts of each function, and runs nothing.',
    imports: ['^functions/[^/]+/[^/]+/spec\\.ts$', '^functions/shared/'],
    packages: [],
    node: [],
  },
  {
    name: 'sdk-stands-alone',
    files: '^clients/sdk/',
    why: "Agents install it: it imports nothing of ours but generated types; AWS's own signer; and what verifies tickets.",
    imports: ['^clients/sdk/'],
    packages: ['@aws-crypto', '@aws-sdk/credential-providers', '@smithy', 'canonicalize', 'jose'],
    node: [],
  },
  {
    name: 'cli-runs-on-a-desk',
    files: '^clients/(?!sdk/|cli/(?:doctor|reconcile)/)',
    why: 'The CLI compiles policies, makes the gate as the synth does, and speaks to a deployment through the SDK; it is no part of one.',
    imports: [
      ...coreAndCatalog,
      '^policy-compiler/',
      '^clients/',
      doors,
      '^infra/(agent-gate|config|loaded|own-names|policies|published)\\.ts$',
      '^infra/athena/',
    ],
  },
  {
    name: 'operators-reach-a-deployment',
    files: '^clients/cli/(doctor|reconcile)/',
    why: 'They reach a deployment from outside, where the deployment itself does: through the same adapters. Its settings they read as the synth does.',
    imports: [
      ...coreAndCatalog,
      '^policy-compiler/',
      '^adapters/(aws|slack)/',
      '^clients/',
      '^infra/(account-role|account-trust|config|loaded|name-of|settings-schema)\\.ts$',
      '^infra/athena/',
    ],
  },
  {
    name: 'infra-sees-settings-only',
    files: '^infra/',
    why: "infra needs to know what each function is told and needs (env.ts, spec.ts), never the function's code.",
    imports: [
      ...coreAndCatalog,
      '^policy-compiler/',
      '^infra/',
      doors,
      '^functions/(specs|shared/function-spec)\\.ts$',
      '^functions/[^/]+/[^/]+/(env|spec)\\.ts$',
    ],
  },
  {
    name: 'emulator-knows-no-product',
    files: '^emulator/',
    why: 'It runs any synthesized template.',
    imports: ['^emulator/'],
  },
  {
    name: 'local-composes',
    files: '^local/(?!slack/|page/)',
    why: 'It runs the synthesized template, so it imports neither functions nor infra.',
    imports: [...coreAndCatalog, '^adapters/', '^clients/sdk/', '^emulator/', '^local/'],
  },
  {
    name: 'local-slack-stands-alone',
    files: '^local/slack/',
    why: 'It plays Slack, which knows nothing of us.',
    imports: ['^local/slack/'],
  },
  {
    name: 'page-draws-what-it-is-given',
    files: '^local/page/(?!assets/)',
    why: 'The page gets a deployment as ports.',
    imports: ['^core/', '^local/page/', '^local/slack/'],
  },
  {
    name: 'page-assets-run-in-a-browser',
    files: '^local/page/assets/',
    why: 'They are served as they are, to a browser that finds nothing else.',
    imports: ['^local/page/assets/'],
    packages: [],
    node: [],
  },
  {
    name: 'descriptions-are-made-of-schemas',
    files: '^docs/generate/',
    why: 'It writes what describes us, from the very schemas that the code uses. It runs on a desk, and nothing imports it.',
    imports: [
      ...coreAndCatalog,
      '^docs/generate/',
      '^functions/shared/',
      '^functions/api/[^/]+/contract\\.ts$',
      '^functions/slack/(interact|home)/payload\\.ts$',
      '^adapters/slack/scopes\\.ts$',
      '^clients/cli/policy/cases\\.ts$',
      '^infra/settings-schema\\.ts$',
    ],
  },
  {
    name: 'checks-know-no-product',
    files: '^checks/',
    why: 'They read it as files.',
    imports: ['^checks/'],
  },
];

const everywhere: IConfiguration['forbidden'] = [
  {
    name: 'clients-are-made-in-wiring',
    comment: 'Only index.ts of a function constructs clients of AWS and Slack.',
    severity: 'error',
    from: { path: '^functions/', pathNot: '^functions/[^/]+/[^/]+/index\\.ts$' },
    to: { path: 'node_modules/(@aws-sdk|@slack|@smithy)/' },
  },
  {
    name: 'generators-run-on-a-desk',
    comment: 'What generates files from pinned sources is part of no program.',
    severity: 'error',
    from: { pathNot: '^(catalog/[^/]+/generate|docs/generate|test)/' },
    to: { path: '^(catalog/[^/]+/generate|docs/generate)/' },
  },
  {
    name: 'local-is-composed-from-above',
    comment: 'A part of local/ does not reach up to what composes it. What both need stands in the part.',
    severity: 'error',
    // Until what a deployment offers stands in local/deployment/.
    from: { path: '^local/' },
    to: { path: '^local/', ancestor: true, pathNot: '^local/((slack|page)/|deployment\\.ts$)' },
  },
  {
    name: 'deployed-code-has-its-dependencies',
    comment: 'What runs for a user may not rest on devDependencies.',
    severity: 'error',
    from: {
      path: '^(core|catalog|policy-compiler|adapters|functions|clients)/',
      pathNot: '^catalog/[^/]+/generate/',
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import'] },
  },
  {
    name: 'entries-run-no-client',
    comment: 'Types are taken from clients, and nothing that runs: submit is not to load them.',
    severity: 'error',
    from: { path: '^catalog/(?![^/]+/generate/)' },
    to: { path: 'node_modules/@aws-sdk/', dependencyTypesNot: ['type-only', 'type-import'] },
  },
  {
    name: 'every-folder-has-a-layer',
    comment: 'A new folder with code needs a layer in checks/layers.ts.',
    severity: 'error',
    from: { pathNot: [...layers.map(({ files }) => files), '^(bench|test)/', '^[^/]+$'] },
    to: {},
  },
  {
    name: 'every-import-resolves',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one, or have a third between them. Types count.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
];

const packagePath = (name: string): string => `(^|/)node_modules/${name}/`;
const nodePath = (name: string): string => `^(node:)?${name}$`;

const layerRule = ({ name, files, why, imports, packages, node }: Layer) => ({
  name,
  comment: why,
  severity: 'error' as const,
  from: { path: files },
  to: {
    pathNot: [...imports, ...(packages ?? ['[^/]+']).map(packagePath), ...(node ?? []).map(nodePath)],
    ...(node ? {} : { dependencyTypesNot: ['core' as const] }),
  },
});

export default {
  forbidden: [...layers.map(layerRule), ...everywhere],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    detectProcessBuiltinModuleCalls: true,
    skipAnalysisNotInRules: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
    exclude: { path: '^(cdk\\.out|coverage|\\.[^/]+)/' },
  },
} satisfies IConfiguration;
