import { restXml } from '../services/s3/rest-xml.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { malformed, type Protocol } from './protocol.ts';

/** What the installed SDK clients speak, by the service's name in the signature's scope. */
const protocols: Readonly<Record<string, Protocol>> = {
  dynamodb: awsJson('1.0', 'DynamoDB_20120810'),
  events: awsJson('1.1', 'AWSEvents'),
  s3: restXml,
  secretsmanager: awsJson('1.1', 'secretsmanager'),
  sqs: awsJson('1.0', 'AmazonSQS'),
  states: awsJson('1.0', 'AWSStepFunctions'),
  sts: awsQuery('2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/'),
};

/** Other services are refused by name, in the form that most SDK clients can read. */
export const protocolOf = (service: string): Protocol =>
  (Object.hasOwn(protocols, service) ? protocols[service] : undefined) ?? unknownService(service);

const unknownService = (service: string): Protocol => ({
  parse: () =>
    malformed('NotImplementedLocally', `NotImplementedLocally: service ${service || '(none)'}`, 501),
  write: awsJson('1.0', '').write,
});
