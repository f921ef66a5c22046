import { z } from 'zod';

/** A kind of value that AWS lets people write in several ways, of which we take one. */
export interface Spelling {
  /**
   * The one spelling of what this text means. Nothing where it means nothing, or could mean two things. Given its own
   * answer it MUST give it back. Readers of CloudTrail write with it what others have spelled as they liked.
   */
  canonical: (text: string) => string | undefined;
  /** What is expected, where there is nothing to suggest: 'must be an IPv4 range such as 10.0.0.0/16'. */
  hint: string;
  /** The length of the longest, and of what is looked at. */
  max: number;
  /** For the API's description: an expression that every right one matches. */
  pattern?: string;
  /** Whether the answer may hold the canonical spelling, where there is one. */
  suggest?: boolean;
}

/** The schema of such a value: the one spelling passes, another is told what to write instead. */
export const oneSpelling = ({
  canonical,
  hint,
  max,
  pattern,
  suggest = true,
}: Spelling): z.ZodType<string, string> => {
  const schema = z
    .string()
    .max(max, { error: hint, abort: true })
    .superRefine((text, context) => {
      const right = canonical(text);
      if (right === text) return;
      context.addIssue({
        code: 'custom',
        message: right !== undefined && suggest ? `must be written ${right}` : hint,
        params: { canonical: right },
      });
    });
  return pattern === undefined ? schema : schema.meta({ pattern });
};
