import { Fn, Validations } from 'aws-cdk-lib';
import type { AnyServiceFunction } from './service-function.ts';

/** Lets a function add records to the audit bucket: write, not read, not list, not delete. */
export function grantSealing(writer: AnyServiceFunction, bucketArnExport: string): void {
  writer.may(['s3:PutObject'], [`${Fn.importValue(bucketArnExport)}/records/*`]);
  Validations.of(writer.role ?? writer).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${bucketArnExport}/records/*]`,
    reason:
      'The keys of sealed objects name their hour and their place in the stream: they cannot be listed ahead.',
  });
}
