import { z } from 'zod';
import { beginningOf, sentence } from '../sentence.ts';
import { instanceId, matching, securityGroupId, text } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const flag = z.strictObject({ Value: z.boolean() }).optional();
const words = z.strictObject({ Value: text(256) }).optional();

const attributes = {
  Groups: distinct(securityGroupId).max(16).optional(),
  UserData: z.strictObject({ Value: base64Text(22_000) }).optional(),
  InstanceType: words,
  Kernel: words,
  Ramdisk: words,
  InstanceInitiatedShutdownBehavior: z.strictObject({ Value: z.enum(['stop', 'terminate']) }).optional(),
  DisableApiTermination: flag,
  DisableApiStop: flag,
  SourceDestCheck: flag,
  EbsOptimized: flag,
  EnaSupport: flag,
  SriovNetSupport: z.strictObject({ Value: matching('simple', 10) }).optional(),
};

/** One attribute, as EC2 has it: a call with several would change the first that it finds. */
export const instanceChange = z
  .strictObject({ InstanceId: instanceId, ...attributes })
  .refine(...exactlyOne(...Object.keys(attributes)));

/** What is turned on and off. */
const flags: Readonly<Record<string, string>> = {
  DisableApiTermination: 'protection from termination',
  DisableApiStop: 'protection from being stopped',
  SourceDestCheck: 'the check of source and destination',
  EbsOptimized: 'EBS optimization',
  EnaSupport: 'enhanced networking',
};

export function sayChange(
  instance: string,
  { Groups, UserData, ...rest }: Omit<z.infer<typeof instanceChange>, 'InstanceId'>,
): string {
  if (Groups)
    return sentence`Put instance ${instance} into ${listed(Groups, { most: 16 })} and no other security group`;
  if (UserData) {
    const script = textIn(UserData.Value) ?? UserData.Value;
    return sentence`Replace the start script of instance ${instance}, which runs as root: ${beginningOf(script)}`;
  }
  const [[name, value] = ['nothing', undefined]] = Object.entries(rest).map(
    ([attribute, given]) => [attribute, given?.Value] as const,
  );
  return typeof value === 'boolean'
    ? sentence`Turn ${value ? 'on' : 'off'} ${flags[name] ?? name} of instance ${instance}`
    : sentence`Set ${name} of instance ${instance} to ${value ?? ''}`;
}
