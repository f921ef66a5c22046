import { elsewhere } from './elsewhere.ts';
import type { Framework } from './framework.ts';

export const soc2: Framework = {
  name: 'soc2',
  title: 'SOC 2, Trust Services Criteria',
  controls: [
    {
      id: 'CC6.1',
      title: 'Access to protected assets',
      asks: 'Is access of agents to what is protected restricted, and is what is not allowed stopped?',
      evidence: [
        {
          table: 'access-by-environment',
          says: 'Each agent, action and environment, and how much of it was let through.',
        },
        { table: 'refusals-and-denials', says: 'What was stopped, by which policy or person, and why.' },
      ],
      population: 'refusals-and-denials',
      notShown: [elsewhere.otherDoors, elsewhere.design],
    },
    {
      id: 'CC6.2',
      title: 'Access is authorised before it is given',
      asks: 'Was each use of a privilege asked for by a known agent and authorised before it took place?',
      evidence: [
        {
          table: 'requests',
          says: 'Each request with the agent that the transport proved, the ruling and who voted.',
        },
        { table: 'requests-by-ruling', says: 'How policy ruled, by environment and risk.' },
      ],
      population: 'requests',
      notShown: [elsewhere.people, elsewhere.policies],
    },
    {
      id: 'CC6.3',
      title: 'Least privilege and segregation of duties',
      asks: 'Do others decide than those who ask, and is no single person the gate?',
      evidence: [
        { table: 'who-approved-what', says: 'Each vote that counted.' },
        { table: 'decisions-by-person', says: 'How decisions spread over people, and how long they took.' },
        {
          table: 'approvals-near-a-limit',
          says: 'One person giving most approvals, a yes within ten seconds, and attempts to sign for oneself, which do not count.',
        },
      ],
      population: 'who-approved-what',
      notShown: [elsewhere.people, elsewhere.otherDoors],
    },
    {
      id: 'CC7.2',
      title: 'Monitoring for anomalies',
      asks: 'Are calls of agents watched, and are those seen that went around the gate?',
      evidence: [
        { table: 'coverage', says: "How many of the agents' calls in CloudTrail an approval covers, a day." },
        { table: 'incidents', says: 'Calls that no approval covers.' },
        { table: 'runs-and-drift', says: 'Whether CloudTrail saw the call that was signed.' },
      ],
      population: 'runs-and-drift',
      notShown: ['Calls that CloudTrail does not record, as most reads of data.', elsewhere.review],
    },
    {
      id: 'CC7.3',
      title: 'Security events are evaluated',
      asks: 'Was each incident looked at by people, contained where needed, and brought to an end?',
      evidence: [
        { table: 'incidents', says: 'Each incident with what was done about it, when, and by whom.' },
      ],
      population: 'incidents',
      notShown: [
        'What people discussed about an incident beyond the explanation they gave.',
        elsewhere.review,
      ],
    },
    {
      id: 'CC8.1',
      title: 'Changes are authorised and carried out as authorised',
      asks: 'Was each change approved before it ran, and did what was approved run?',
      evidence: [
        { table: 'requests', says: 'Each change that was asked for, and its approval.' },
        { table: 'runs-and-drift', says: 'What ran, by whom, its result, and what CloudTrail saw of it.' },
      ],
      population: 'runs-and-drift',
      notShown: ['Changes that were never asked for here: see coverage and incidents.', elsewhere.policies],
    },
  ],
};
