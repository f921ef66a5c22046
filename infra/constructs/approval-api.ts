import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../function-names.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { ServiceLogGroup } from './service-log-group.ts';

type Caller = 'agent' | 'slack';
type RouteKey = `${'GET' | 'POST'} /${string}`;

const routes = {
  'POST /v1/requests': { caller: 'agent', served: 'submit' },
  'GET /v1/requests/{id}': { caller: 'agent', served: 'watch' },
  'POST /v1/requests/{id}/withdraw': { caller: 'agent', served: 'withdraw' },
  'POST /v1/requests/{id}/start': { caller: 'agent', served: 'report' },
  'POST /v1/requests/{id}/outcome': { caller: 'agent', served: 'report' },
  'POST /v1/evaluate': { caller: 'agent', served: 'submit' },
  'GET /v1/actions': { caller: 'agent', served: 'submit' },
  'POST /slack/interactions': { caller: 'slack', served: 'slack' },
} as const satisfies Record<RouteKey, { caller: Caller; served: FunctionName }>;

type Serving = (typeof routes)[keyof typeof routes]['served'];

export interface ApprovalApiProps {
  config: Config;
  logKey: kms.IKey;
  functions: Record<Serving, lambda.IFunction>;
}

/** What the log says of a call. Neither headers nor body: they hold signatures and what agents wrote. */
const logged = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
  ip: '$context.identity.sourceIp',
  caller: '$context.identity.userArn',
};

/** The way in: agents by SigV4, Slack by its signature. */
export class ApprovalApi extends apigateway.HttpApi {
  constructor(scope: Construct, id: string, { config, logKey, functions }: ApprovalApiProps) {
    super(scope, id, {
      apiName: nameOf(config, 'api'),
      description: 'Countersign: agents ask here, and Slack answers here',
      createDefaultStage: false,
    });
    // API Gateway hangs up after 30 s, the default; `watch`, the slowest, ends at 29 s.
    const integrations = Object.fromEntries(
      Object.entries(functions).map(([name, handler]) => [name, new HttpLambdaIntegration(name, handler)]),
    ) as Record<Serving, HttpLambdaIntegration>;
    const added = Object.entries(routes).flatMap(([key, { caller, served }]) => {
      const [method, path = ''] = key.split(' ');
      return this.addRoutes({
        path,
        methods: [method as apigateway.HttpMethod],
        integration: integrations[served],
        ...(caller === 'agent' && { authorizer: new HttpIamAuthorizer() }),
      }).map((route) => ({ caller, route }));
    });
    for (const { route } of added.filter(({ caller }) => caller === 'slack')) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          "Slack cannot sign for IAM. The function verifies Slack's own signature before it reads the body.",
      });
    }
    this.#serve(
      config,
      logKey,
      added.map(({ route }) => route),
    );
  }

  #serve(config: Config, encryptionKey: kms.IKey, routesFirst: apigateway.HttpRoute[]) {
    const destination = new ServiceLogGroup(this, 'AccessLogs', {
      config,
      logGroupName: `/aws/vendedlogs/countersign/${config.stage}/api`,
      encryptionKey,
    });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      // 50 waiting agents poll twice a minute and ask now and then: 2 calls a second. This leaves room for fifty times that.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(destination),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
    // Anyone can call this route and be refused; what they can cost us is bounded apart from the agents.
    (stage.node.defaultChild as apigateway.CfnStage).routeSettings = {
      'POST /slack/interactions': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    };
    stage.node.addDependency(...routesFirst);
  }
}
