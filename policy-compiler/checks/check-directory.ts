import { type Directory, type Door, matchesRole, personById } from '../../core/directory/directory.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import { rolesOverlap } from '../analysis/role-overlap.ts';
import { type Finding, finding } from '../finding.ts';
import type { FindingCode } from '../finding-codes.ts';
import type { ParsedYaml, PathInFile } from '../read/parse-yaml.ts';

/** As STS names a session's role: no path, since the path is not in a session's ARN. */
const rolePattern = /^arn:(aws|aws-cn|aws-us-gov|\*):iam::(\d{12}|\*):role\/[\w+=,.@*-]+$/;

/** What the directory says that cannot all be true. */
export const checkDirectory = (
  { value: directory, positionOf }: ParsedYaml<Directory>,
  doors: readonly Door[],
  agentRolePatterns: readonly string[] = [],
): Finding[] =>
  [
    twins(directory),
    handlesWithoutShape(directory, doors),
    handlesOfTwo(directory, doors),
    groupsTwice(directory),
    usergroupsWithoutShape(directory, doors),
    rolesWithoutShape(directory),
    rolesOfTwo(directory),
    rolesUnexpected(directory, agentRolePatterns),
    ownersUnknown(directory),
    lookalikes(directory),
  ]
    .flat()
    .map(({ code, path, message }) => finding(code, positionOf(path), message));

interface Complaint {
  code: FindingCode;
  path: PathInFile;
  message: string;
}

function twins({ people, agents }: Directory): Complaint[] {
  return [
    ...repeated(
      'repeated-person',
      // Mail systems tell no letters apart by case, and neither may we: such a pair could sign as two.
      people.map(({ id }) => id.toLowerCase()),
      (id, first) => `two people have the id ${id}: this one and person ${first + 1}`,
      'people',
      'id',
    ),
    ...repeated(
      'repeated-agent',
      agents.map(({ id }) => id),
      (id, first) => `two agents have the id ${id}: this one and agent ${first + 1}`,
      'agents',
      'id',
    ),
  ];
}

function repeated(
  code: FindingCode,
  values: readonly string[],
  say: (value: string, first: number) => string,
  list: string,
  field: string,
): Complaint[] {
  return values.flatMap((value, at) => {
    const first = values.indexOf(value);
    return first < at ? [{ code, path: [list, at, field], message: say(value, first) }] : [];
  });
}

/** People who could be one person under two ids, whom nobody signing for themselves must be kept from being. */
const lookalikes = ({ people }: Directory): Complaint[] =>
  people.flatMap(({ id, name }, at) => {
    const before = people.slice(0, at);
    const sameLocalPart = before.find(
      (other) => localPart(other.id) === localPart(id) && !sameText(other.id, id),
    );
    const sameName = before.find((other) => sameText(other.name, name) && !sameText(other.id, id));
    const same = sameLocalPart ?? sameName;
    if (!same) return [];
    const what = sameLocalPart ? 'the same name before the @' : 'the same name';
    const path: PathInFile = ['people', at, sameLocalPart ? 'id' : 'name'];
    const message = `${id} and ${same.id} have ${what}: if they are one person, they could sign twice`;
    return [{ code: 'alike-people', path, message }];
  });

const localPart = (id: string): string => id.toLowerCase().split('@')[0] ?? '';
const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Both sides may hold `*`; a pattern covers what it matches as text. */
const rolesUnexpected = (directory: Directory, patterns: readonly string[]): Complaint[] =>
  patterns.length === 0
    ? []
    : rolesOf(directory)
        .filter(({ role }) => !patterns.some((pattern) => matchesRole(pattern, role)))
        .map(({ id, role, path }) => ({
          code: 'uncovered-role',
          path,
          message: `agent ${id} has the role ${role}, which agentRolePatterns in the settings does not cover`,
        }));

const handlesOf = ({ people }: Directory) =>
  people.flatMap(({ id, handles }, person) =>
    Object.entries(handles).map(([door, handle]) => ({
      id,
      door,
      handle,
      path: ['people', person, 'handles', door],
    })),
  );

function handlesWithoutShape(directory: Directory, doors: readonly Door[]): Complaint[] {
  const names = doors.map(({ name }) => name);
  return handlesOf(directory).flatMap<Complaint>(({ door: name, handle, path }) => {
    const door = doors.find((one) => one.name === name);
    if (!door) {
      const message = `people cannot decide in ${name}${didYouMean(name, names)}`;
      return [{ code: 'unknown-room', path, message }];
    }
    const message = `${handle} is not a handle of ${door.title}: ${door.handleHint}`;
    return door.handlePattern.test(handle) ? [] : [{ code: 'bad-handle', path, message }];
  });
}

function handlesOfTwo(directory: Directory, doors: readonly Door[]): Complaint[] {
  const handles = handlesOf(directory);
  return handles.flatMap(({ door, handle, path }, at) => {
    const first = handles.slice(0, at).find((other) => other.door === door && other.handle === handle);
    const title = doors.find(({ name }) => name === door)?.title ?? door;
    const message = `two people have the ${title} id ${handle}: ${first?.id} has it too, so a click would have no one author`;
    return first ? [{ code: 'shared-handle', path, message }] : [];
  });
}

const groupsTwice = ({ groups = [] }: Directory): Complaint[] =>
  repeated(
    'repeated-group',
    groups.map(({ name }) => name),
    (name, first) => `the group ${name} stands here twice: as group ${first + 1} too`,
    'groups',
    'name',
  );

function usergroupsWithoutShape({ groups = [] }: Directory, doors: readonly Door[]): Complaint[] {
  const keeping = doors.filter(({ usergroups }) => usergroups !== undefined);
  return groups.flatMap(({ name, usergroup }, at) => {
    const path: PathInFile = ['groups', at, 'usergroup'];
    if (Object.keys(usergroup).length === 0) {
      const message = `${name} names no user group: leave it out where the directory alone says who is in it`;
      return [{ code: 'bad-usergroup', path, message }];
    }
    return Object.entries(usergroup).flatMap<Complaint>(([room, id]) => {
      const door = keeping.find((one) => one.name === room);
      if (!door?.usergroups) {
        const message = `no groups are kept in ${room}${didYouMean(
          room,
          keeping.map((one) => one.name),
        )}`;
        return [{ code: 'unknown-room', path: [...path, room], message }];
      }
      const message = `${id} is no user group of ${door.title}: ${door.usergroups.hint}`;
      return door.usergroups.pattern.test(id)
        ? []
        : [{ code: 'bad-usergroup', path: [...path, room], message }];
    });
  });
}

const rolesOf = ({ agents }: Directory) =>
  agents.flatMap(({ id, roles }, agent) =>
    roles.map((role, at) => ({ id, role, path: ['agents', agent, 'roles', at] })),
  );

const rolesWithoutShape = (directory: Directory): Complaint[] =>
  rolesOf(directory)
    .filter(({ role }) => !rolePattern.test(role))
    .map(({ role, path }) => ({
      code: 'bad-role',
      path,
      message: `${role} is not a role ARN without a path: write arn:aws:iam::111122223333:role/name, with * where it varies`,
    }));

/** A role that two agents could claim has no owner that we could be sure of: at run time it is nobody's. */
function rolesOfTwo(directory: Directory): Complaint[] {
  const roles = rolesOf(directory);
  return roles.flatMap(({ id, role, path }, at) =>
    roles
      .slice(0, at)
      .filter((other) => other.id !== id && rolesOverlap(other.role, role))
      .map((other) => ({
        code: 'shared-role',
        path,
        message: `${role} of ${id} can match the same role as ${other.role} of ${other.id}: such a role would be neither's`,
      })),
  );
}

const ownersUnknown = (directory: Directory): Complaint[] =>
  directory.agents.flatMap(({ id, owners }, agent) =>
    owners.flatMap((owner, at) =>
      personById(directory, owner)
        ? []
        : {
            code: 'unknown-owner',
            path: ['agents', agent, 'owners', at],
            message: `${owner} owns ${id} and is not among the people${didYouMean(
              owner,
              directory.people.map((person) => person.id),
            )}`,
          },
    ),
  );
