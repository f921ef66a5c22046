import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface SigningKeysProps {
  /** What they sign, and nothing else. */
  signs: string;
  /** The number of the one that signs, and of those that are published beside it. */
  signing: number;
  published: readonly number[];
  /** By name: their roles are made in a stack that knows this one. */
  signers: readonly string[];
}

/**
 * Keys that sign, by number. Others verify by their public halves, for hours or for years and without us: so a key outlives
 * every redeployment, and is used for nothing else. KMS rotates no key that signs: the settings name the next one.
 */
export class SigningKeys extends Construct {
  /** All that there ever were, in the order of their numbers. */
  readonly all: readonly kms.Key[];
  readonly signing: kms.Key;
  /** The signing one, then those that are published beside it. */
  readonly published: readonly kms.Key[];

  constructor(scope: Construct, id: string, { signs, signing, published, signers }: SigningKeysProps) {
    super(scope, id);
    const numbers = Array.from({ length: Math.max(signing, ...published) }, (_, index) => index + 1);
    const keys = new Map(numbers.map((number) => [number, this.#add(number, signs, signers)]));
    const keyOf = (number: number): kms.Key => {
      const key = keys.get(number);
      if (!key) throw new Error(`There is no key ${number} that signs ${signs}.`);
      return key;
    };
    this.all = numbers.map(keyOf);
    this.signing = keyOf(signing);
    this.published = [signing, ...published].map(keyOf);
  }

  #add(number: number, signs: string, signers: readonly string[]): kms.Key {
    const key = new kms.Key(this, `Key${number}`, {
      description: `Countersign: signs ${signs}, key ${number}`,
      keySpec: kms.KeySpec.ECC_NIST_P256,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // Whatever policies of IAM grant anybody else.
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'OnlyTheSignerSigns',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': signers } },
      }),
    );
    return key;
  }
}
