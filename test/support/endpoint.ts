import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import {
  type Client,
  type Credentials,
  createClient,
  type Submission,
  signCall,
  type WholeAction,
} from '@countersign/client';
import { roleOf } from '../../local/deployment/agent-role.ts';
import { exampleIn } from '../../local/deployment/example-in.ts';
import { must } from './driver.ts';
import { homeLocation, openDeployment, type TestDeployment } from './local-deployment.ts';

/** A deployment as an agent meets it: nothing but its address. Whose account it is, STS says. */
export interface Endpoint {
  account: string;
  agent: Client;
  send(call: EndpointCall): Promise<EndpointAnswer>;
  /** The example of an action of the deployment's own catalog, in the agent's account. */
  exampleOf(action: WholeAction): Submission;
  /** The deployment from inside, where it runs on this machine. Elsewhere a click is a person's: `countersign doctor`. */
  here: TestDeployment | undefined;
  close(): Promise<void>;
}

export interface EndpointCall {
  method?: 'GET' | 'POST';
  path: string;
  body?: string;
  headers?: Record<string, string>;
  /** Signed as the agent, unless told otherwise: not at all, or over another body. */
  signed?: 'not' | 'over-another-body';
}

export interface EndpointAnswer {
  status: number;
  text: string;
  contentType: string;
}

/**
 * COUNTERSIGN_URL names a deployment, with the AWS credentials of an agent in the environment. Without it the template runs
 * on this machine, in an account that no settings, policies or examples name.
 */
export async function openEndpoint(): Promise<Endpoint> {
  const { COUNTERSIGN_URL: url, AWS_REGION: region } = process.env;
  if (!url) return openHere();
  if (!region) throw new Error('COUNTERSIGN_URL is set: AWS_REGION must be too, to sign for the API.');
  const credentials = fromNodeProviderChain();
  return endpointAt({ url, region, credentials, sts: new STSClient({ region, credentials }) });
}

async function openHere(): Promise<Endpoint> {
  const deployment = await openDeployment({ location: { ...homeLocation(), account: '123456789012' } });
  const { apiUrl, awsUrl, region, directory, account } = deployment;
  const [agent] = directory.agents;
  if (!agent) throw new Error('The directory has no agent.');
  const credentials = async () => deployment.credentialsFor(roleOf(agent, account), 'any-endpoint');
  const sts = new STSClient({ endpoint: awsUrl, region, credentials });
  return {
    ...(await endpointAt({ url: apiUrl, region, credentials, sts })),
    here: deployment,
    close: deployment.close,
  };
}

interface At {
  url: string;
  region: string;
  credentials: () => Promise<Credentials>;
  sts: STSClient;
}

async function endpointAt({ url, region, credentials, sts }: At): Promise<Endpoint> {
  const { Account: account } = await sts.send(new GetCallerIdentityCommand());
  sts.destroy();
  if (!account) throw new Error('STS says no account for these credentials.');
  return {
    account,
    agent: createClient({ url, region, credentials }),
    exampleOf: ({ action, example }) => ({
      action,
      ...exampleIn(account, { example }),
      reason: 'A test of the endpoint: nothing runs.',
    }),
    async send({ method = 'POST', path, body, headers = {}, signed }) {
      const address = new URL(url.replace(/\/+$/, '') + path);
      const sent = body === undefined ? {} : { body };
      const over = signed === 'over-another-body' ? { body: `${body} ` } : sent;
      const all =
        signed === 'not'
          ? headers
          : await signCall({ region, credentials }, { method, url: address, headers, ...over });
      const response = await fetch(address, { method, headers: all, ...sent });
      return {
        status: response.status,
        text: await response.text(),
        contentType: response.headers.get('content-type') ?? '',
      };
    },
    here: undefined,
    close: async () => {},
  };
}

/** The whole catalog, as an agent reads it. */
export async function* everyAction(agent: Client): AsyncGenerator<WholeAction> {
  let after: string | undefined;
  do {
    const { actions, next } = must(
      await agent.actions({ limit: 200, ...(after !== undefined && { after }) }),
    );
    for (const { action } of actions) yield must(await agent.action(action));
    after = next;
  } while (after !== undefined);
}

/** The first action of the catalog that this deployment's policies rule on so. */
export async function findRuled(
  { agent, exampleOf }: Endpoint,
  decision: 'allow' | 'refuse' | 'review',
): Promise<Submission | undefined> {
  for await (const action of everyAction(agent)) {
    const submission = exampleOf(action);
    const ruled = await agent.evaluate(submission);
    if (ruled.ok && ruled.value.decision === decision) return submission;
  }
  return undefined;
}
