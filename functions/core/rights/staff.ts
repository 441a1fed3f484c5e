import type { Subject } from '../dossier/ids.ts';
import type { Clearance, Role, Scope } from '../dossier/status.ts';

/** A member of the staff, as the directory of the unit knows the person. Name and phone are personal data. */
export interface StaffProfile {
  readonly subject: Subject;
  readonly name: string;
  readonly title?: string | undefined;
  readonly phone?: string | undefined;
  /** Roles that the person is known to hold. What a token says counts for the person's own acts. */
  readonly roles: readonly Role[];
  readonly procedures: Scope;
  readonly clearance: Clearance;
  readonly active: boolean;
  /** How many dossiers the person can work on at once. */
  readonly capacity?: number | undefined;
}

/**
 * Ủy quyền (delegation) or người thay thế (stand-in during an absence, NĐ 61/2018 Đ12.8): the rights of one person lent to
 * another of the same unit, for some procedures, from the first to the last local day, both inclusive.
 */
export interface Delegation {
  /** Begins with the last day, so that those in force come last in any list. */
  readonly id: string;
  readonly kind: 'delegation' | 'absence';
  readonly from: Subject;
  readonly to: Subject;
  readonly roles: readonly Role[];
  readonly procedures: Scope;
  /** `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  readonly legalBasis: string;
  readonly revokedAt?: number | undefined;
}

/** What the directory knows of one person: the profile, and what others have lent. */
export interface StaffRecord {
  readonly profile?: StaffProfile | undefined;
  readonly delegations: readonly Delegation[];
}

/** Roles that can be lent: those of the work on dossiers. */
export const lendable: readonly Role[] = [
  'frontDesk',
  'headOfOneStop',
  'divisionHead',
  'appraiser',
  'departmentLeader',
  'clerk',
  'consultedAgency',
];

/** Whether a scope covers a procedure. */
export const covers = (scope: Scope, procedure: string): boolean =>
  scope === 'all' || scope.includes(procedure);

/** Whether the first scope lies within the second. */
export const within = (scope: Scope, other: Scope): boolean =>
  other === 'all' || (scope !== 'all' && scope.every((code) => other.includes(code)));
