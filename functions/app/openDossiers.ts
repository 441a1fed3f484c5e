import type { Desk } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { roles } from '../core/dossier/status.ts';
import type { InboxCursor, ReadStore } from './reads.ts';

/** Where a walk over all open dossiers goes on: a desk, and the place in its inbox if it has been begun. */
export interface OpenCursor {
  readonly desk: Desk;
  readonly after?: InboxCursor | undefined;
}

/** Every open dossier stands at exactly one of these desks. */
const desks: readonly Desk[] = [...roles, 'system'];

/**
 * One page of the open dossiers of a unit, desk by desk: each is met once while nothing moves, and reading costs as much
 * as there is open. A dossier that moves to a desk already passed is missed by this walk and met by the next.
 */
export const openDossiers =
  (reads: Pick<ReadStore, 'inbox'>) =>
  async (
    unit: string,
    limit: number,
    cursor?: OpenCursor,
  ): Promise<{ dossiers: readonly Dossier[]; next?: OpenCursor }> => {
    const dossiers: Dossier[] = [];
    let at: OpenCursor | undefined = cursor ?? firstDesk;
    while (at && dossiers.length < limit) {
      const page = await reads.inbox(`${unit}#${at.desk}`, limit - dossiers.length, at.after);
      dossiers.push(...page.dossiers);
      at = page.next ? { desk: at.desk, after: page.next } : deskAfter(at.desk);
    }
    return { dossiers, ...(at && { next: at }) };
  };

const deskAfter = (desk: Desk): OpenCursor | undefined => {
  const next = desks[desks.indexOf(desk) + 1];
  return next && { desk: next };
};

const firstDesk: OpenCursor | undefined = desks[0] && { desk: desks[0] };

/** The cursor as callers see it: opaque. */
export const encodeCursor = (cursor: OpenCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');
