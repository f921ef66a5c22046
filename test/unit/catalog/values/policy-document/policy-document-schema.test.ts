import { describe, expect, it } from 'vitest';
import {
  policyDocument,
  takenPolicy,
} from '../../../../../catalog/values/policy-document/policy-document-schema.ts';
import { showPolicyDocument } from '../../../../../catalog/values/policy-document/show-policy-document.ts';
import { complaint } from '../spellings.ts';

const text =
  '{"Statement":[{"Resource":"*","Condition":{"StringEquals":{"b:z":"\\"1\\"","a:z":"2"}},"Action":["s3:*"],"Effect":"Allow"}],"Version":"2012-10-17"}';

describe('a parameter that is a policy', () => {
  it('is taken as AWS takes it, as text', () => {
    expect(complaint(policyDocument('identity', 1_000), text)).toBeUndefined();
    expect(takenPolicy(text, 'identity').statements).toHaveLength(1);
  });

  it('is refused with the place and what to do', () => {
    const schema = policyDocument('identity', 1_000);
    expect(complaint(schema, text.replace('"Action"', '"action"'))).toBe(
      'In the policy, /Statement/0/action must be written Action',
    );
    expect(complaint(schema, text.replace('s3:*', '\\u002a'))).toBe(
      'The policy is not taken as it is written. A text holds a character as an escape: write the character itself',
    );
    expect(complaint(policyDocument('identity', 20), text)).toBeDefined();
    expect(() => takenPolicy('{}', 'identity')).toThrow('cannot be read');
  });

  it('is shown whole, in one layout, whatever layout it came in', () => {
    const shown = showPolicyDocument(takenPolicy(text, 'identity'));
    expect(JSON.parse(shown)).toEqual(JSON.parse(text));
    expect(shown.split('\n')).toEqual([
      '{',
      '  "Version": "2012-10-17",',
      '  "Statement": [',
      '    {',
      '      "Effect": "Allow",',
      '      "Action": [',
      '        "s3:*"',
      '      ],',
      '      "Resource": "*",',
      '      "Condition": {',
      '        "StringEquals": {',
      '          "b:z": "\\"1\\"",',
      '          "a:z": "2"',
      '        }',
      '      }',
      '    }',
      '  ]',
      '}',
    ]);
    expect(showPolicyDocument(takenPolicy(JSON.stringify(JSON.parse(text), null, 4), 'identity'))).toBe(
      shown,
    );
  });
});
