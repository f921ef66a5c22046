import { ArnFormat, CfnOutput, Fn, Lazy, Stack, type StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import type { WorkflowName } from '../../functions/shared/function-spec.ts';
import type { BundledFunction } from '../bundles.ts';
import { AgentBoundary } from '../constructs/agent-boundary.ts';
import { ApprovalAlarms } from '../constructs/approval-alarms.ts';
import { ApprovalRoutes } from '../constructs/approval-routes.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { ServiceFunctions } from '../constructs/service-functions.ts';
import { Sightings } from '../constructs/sightings.ts';
import { Workflow } from '../constructs/workflow.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { takenFrom } from '../taken-from-queue.ts';
import type { AuditStack } from './audit-stack.ts';

export interface ApprovalStackProps extends StackProps {
  config: Config;
  functions: readonly BundledFunction[];
  /** What agents' roles must not be able to do by themselves. */
  boundary: PolicyDocument;
  audit: AuditStack;
}

/** A request's way, from the agent's call to the sealed record. Holds no evidence. */
export class ApprovalStack extends Stack {
  constructor(scope: Construct, id: string, props: ApprovalStackProps) {
    const { config, functions: bundled, boundary: document, audit, ...rest } = props;
    // Without state, but not without loss: see docs/deploy.md, "Deleting and deploying again".
    super(scope, id, { ...rest, terminationProtection: config.deletionProtection });
    this.addStackDependency(audit);
    const { key, address, ticketKeys, evidenceKeys } = audit;
    const outcomes = new events.EventBus(this, 'Outcomes', {
      eventBusName: nameOf(config, 'outcomes'),
      description: 'Countersign: what became of each request, for pipelines to listen to',
    });
    const ownIds: string[] = [key, ...ticketKeys.all, ...evidenceKeys.all].map(({ keyId }) => keyId);
    const sightings = new Sightings(this, 'Sightings', { config, taken: takenFrom('sightings', bundled) });
    const functions = new ServiceFunctions(this, 'Functions', {
      config,
      logKey: key,
      functions: bundled,
      queues: { sightings },
      resources: {
        config,
        table: audit.table,
        ownIds: Lazy.string({ produce: () => Fn.join(',', ownIds) }),
        account: this.account,
        apiUrl: address.url,
        ticketKeys,
        evidenceKeys,
        auditBucketName: audit.bucket.bucketName,
        auditBucketArnExport: audit.bucketArnExport,
        buses: { outcomes },
        workflowArns: {
          approval: this.#workflowArn(config, 'approval'),
          incident: this.#workflowArn(config, 'incident'),
        },
      },
    });
    const shared = { config, logKey: key, functions: functions.all };
    const workflow = new Workflow(this, 'Workflow', { ...shared, name: 'approval' });
    const incidents = new Workflow(this, 'IncidentWorkflow', { ...shared, name: 'incident' });
    const workflows = { approval: workflow, incident: incidents };
    const { api } = address;
    new ApprovalRoutes(this, 'Api', { ...shared, address });
    // Not the queue's, whose id its own function would have to know: a tag closes it, to agents and to what runs for them.
    ownIds.push(api.apiId, ...functions.streamConsumers.map(({ mappingId }) => mappingId));
    const boundary = new AgentBoundary(this, 'AgentBoundary', { config, document, apiId: api.apiId });
    if (config.dashboard) {
      new Dashboard(this, 'Dashboard', {
        config,
        functions,
        workflows: [workflow, incidents],
        api,
        table: audit.table,
      });
    }
    const { topic } = new ApprovalAlarms(this, 'Alarms', {
      config,
      topicKey: key,
      functions,
      workflows,
      api,
    });

    new CfnOutput(this, 'AgentBoundaryArn', {
      description: 'The permissions boundary of every agent role: denies what must be asked for',
      value: boundary.ref,
    });
    new CfnOutput(this, 'EventBusName', { value: outcomes.eventBusName });
    new CfnOutput(this, 'WorkflowArn', { value: workflow.stateMachineArn });
    new CfnOutput(this, 'AlarmsTopicArn', {
      description: 'Where alarms arrive: subscribe whoever is to hear them',
      value: topic.topicArn,
    });
  }

  /** By name: ask answers to the workflow that calls it, so neither can wait for the other to be made. */
  #workflowArn = (config: Config, name: WorkflowName): string =>
    this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: nameOf(config, name),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
}
