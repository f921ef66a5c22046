import { CfnOutput } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

/**
 * What others hold on to: agents' permissions name the API's id, agents and Slack call its address. Its routes stand in
 * the approval stack, which can be deleted and deployed again without anybody having to be told.
 */
export class ApiAddress extends Construct {
  readonly api: apigateway.HttpApi;
  /** Where the settings name one. */
  readonly domain: apigateway.DomainName | undefined;
  /** As agents and Slack call it. */
  readonly url: string;

  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Api', {
      apiName: nameOf(config, 'api'),
      description: 'Countersign: agents ask here, and Slack answers here',
      createDefaultStage: false,
    });
    this.url = config.domain ? `https://${config.domain.name}` : this.api.apiEndpoint;
    if (!config.domain) return;
    const { name, certificateArn } = config.domain;
    this.domain = new apigateway.DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new CfnOutput(this, 'DomainTarget', {
      description: `What ${name} has to be an alias, or a CNAME, of`,
      value: this.domain.regionalDomainName,
    }).overrideLogicalId('DomainTarget');
  }
}
