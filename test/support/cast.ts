import type { CloudLike } from './cloudLike.ts';

export const UNIT = 'SXD-H05';

/** The people of the play: who they are in the tokens. */
export const people = {
  citizen: { sub: 'e-id:citizen-1', roles: ['applicant'] },
  stranger: { sub: 'e-id:citizen-2', roles: ['applicant'] },
  desk: { sub: 'desk-1', roles: ['frontDesk'], unit: UNIT, name: 'Trần Thị Bưởi' },
  counterOfficer: { sub: 'desk-2', roles: ['frontDesk'], unit: UNIT },
  head: { sub: 'division-head-1', roles: ['divisionHead'], unit: UNIT },
  appraiser: { sub: 'appraiser-1', roles: ['appraiser'], unit: UNIT },
  colleague: { sub: 'appraiser-2', roles: ['appraiser'], unit: UNIT },
  leader: { sub: 'leader-1', roles: ['departmentLeader'], unit: UNIT },
  clerk: { sub: 'clerk-1', roles: ['clerk'], unit: UNIT },
  elsewhere: { sub: 'desk-9', roles: ['frontDesk'], unit: 'STC-H05' },
  oneStopHead: { sub: 'one-stop-head-1', roles: ['headOfOneStop'], unit: UNIT },
  agency: { sub: 'agency-1', roles: ['consultedAgency'], unit: 'SNNMT-H05' },
  otherAgency: { sub: 'agency-2', roles: ['consultedAgency'], unit: 'SVHTTDL-H05' },
  admin: { sub: 'admin-1', roles: ['administrator'], unit: UNIT },
  foreignAdmin: { sub: 'admin-9', roles: ['administrator'], unit: 'STC-H05' },
  viewer: { sub: 'viewer-1', roles: ['reportViewer'], unit: UNIT },
  portal: { sub: 'npsp', roles: ['portal'], unit: UNIT },
} as const;

export type Person = keyof typeof people;

/** A token for one of them, valid for a day from the cloud's own now. */
export const tokenOf = (cloud: CloudLike, person: Person): Promise<string> => {
  const { roles, ...rest } = people[person];
  return cloud.token({ ...rest, roles: [...roles], expiresInSeconds: 86_400 });
};

/** The person who may complete a step of this role. */
export const holderOf: Readonly<Record<string, Person>> = {
  divisionHead: 'head',
  appraiser: 'appraiser',
  departmentLeader: 'leader',
  clerk: 'clerk',
  frontDesk: 'desk',
};
