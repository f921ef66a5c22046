import { takenBy } from '../../../../infra/athena/named-queries.ts';
import type { Check, Context } from '../check.ts';
import { type Finding, failed, passed } from '../finding.ts';

export const auditQueriesAnswer: Check = {
  name: 'audit-queries-answer',
  how: 'athena:StartQueryExecution of every saved query of the workgroup, and what they answer',
  async run(context) {
    const { deployment, aws } = context;
    const queries = await aws.savedQueries(deployment.auditWorkgroup);
    if (queries.length === 0) return failed('The workgroup has no saved query.', 'Deploy again.');
    const test = await context.selfTest();
    const today = new Date(context.timing.now()).toISOString().slice(0, 10);
    const known: Readonly<Record<string, string>> = {
      from: today,
      to: today,
      // That it is answered is what counts.
      agent: 'nobody',
      ...(test.kind === 'decided' && { request: test.request.id }),
    };
    const problems: string[] = [];
    let run = 0;
    for (const query of queries) {
      const takes = takenBy(query.sql);
      if (takes.some((name) => !Object.hasOwn(known, name))) continue;
      run += 1;
      const answer = await aws.query(
        deployment.auditWorkgroup,
        query,
        takes.map((name) => `'${known[name]}'`),
      );
      const problem = answer.ok ? expected[query.name]?.(answer.rows) : answer.why;
      if (problem) problems.push(`${query.name}: ${problem}`);
    }
    return verdict(problems, `${run} of ${queries.length}`, context);
  },
};

const expected: Readonly<Record<string, (rows: number) => string | undefined>> = {
  'one-request': (rows) => (rows > 0 ? undefined : 'no record of the self-test; it may not be sealed yet'),
  'gaps-and-breaks': (rows) => (rows === 0 ? undefined : `${rows} chains have gaps or broken chains`),
};

const verdict = (problems: readonly string[], run: string, { deployment }: Context): Finding =>
  problems.length === 0
    ? passed(`${run} saved queries were run, and answered.`)
    : failed(
        problems.join('; '),
        `Open the workgroup ${deployment.auditWorkgroup} in Athena. Gaps: see the runbook, dead-letters. A missing table or permission: deploy again.`,
      );
