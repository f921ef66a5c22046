import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { RouteAuth } from '../../functions/shared/function-spec.ts';
import type { Config } from '../settings-schema.ts';
import { slackPath } from '../slack-path.ts';
import type { ApiAddress } from './api-address.ts';
import type { ServiceFunction } from './service-function.ts';
import { ServiceLogGroup } from './service-log-group.ts';

export interface ApprovalRoutesProps {
  config: Config;
  logKey: kms.IKey;
  functions: readonly ServiceFunction[];
  address: ApiAddress;
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

/** The way in: agents by SigV4, Slack by its signature. Each function's spec says which routes it answers. */
export class ApprovalRoutes extends Construct {
  constructor(scope: Construct, id: string, { config, logKey, functions, address }: ApprovalRoutesProps) {
    super(scope, id);
    const routes = functions.flatMap((fn) => this.#routesOf(fn, config, address.api));
    this.#serve(config, logKey, routes, address);
  }

  #routesOf(fn: ServiceFunction, config: Config, httpApi: apigateway.HttpApi): AddedRoute[] {
    const { name, routes = {} } = fn.spec;
    // API Gateway hangs up after 30 s, the default; `watch`, the slowest, ends at 29 s.
    const integration = new HttpLambdaIntegration(name, fn);
    return Object.entries(routes).map(([spelled, auth]) => {
      const [method, written = ''] = spelled.split(' ');
      const path = auth.auth === 'slack' ? slackPath(written, config) : written;
      const key = `${method} ${path}`;
      const route = new apigateway.HttpRoute(this, spelled, {
        httpApi,
        routeKey: apigateway.HttpRouteKey.with(path, method as apigateway.HttpMethod),
        integration,
        ...(auth.auth === 'iam' && { authorizer: new HttpIamAuthorizer() }),
      });
      const reason = whyOpen(auth);
      if (reason) Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
      return { key, isOpen: reason !== undefined, route };
    });
  }

  #serve(
    config: Config,
    encryptionKey: kms.IKey,
    routesFirst: readonly AddedRoute[],
    { api, domain }: ApiAddress,
  ) {
    const destination = new ServiceLogGroup(this, 'AccessLogs', {
      config,
      logGroupName: `/aws/vendedlogs/countersign/${config.stage}/api`,
      encryptionKey,
    });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // 50 waiting agents poll twice a minute and ask now and then: 2 calls a second. This leaves room for fifty times that.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(destination),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
    // Anyone can call such a route and be refused; what they can cost us is bounded apart from the agents.
    const apart = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
    (stage.node.defaultChild as apigateway.CfnStage).routeSettings = Object.fromEntries(
      routesFirst.flatMap(({ key, isOpen }) => (isOpen ? [[key, apart]] : [])),
    );
    stage.node.addDependency(...routesFirst.map(({ route }) => route));
    if (domain) new apigateway.ApiMapping(this, 'Mapping', { api, domainName: domain, stage });
  }
}

interface AddedRoute {
  key: string;
  /** API Gateway lets everybody in. */
  isOpen: boolean;
  route: apigateway.HttpRoute;
}

function whyOpen(auth: RouteAuth): string | undefined {
  if (auth.auth === 'none') return auth.because;
  if (auth.auth === 'slack')
    return "Slack cannot sign for IAM. The function verifies Slack's own signature before it reads the body.";
  return undefined;
}
