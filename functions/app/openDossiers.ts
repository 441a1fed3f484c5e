import { type Desk, deskOf, desks } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { ReadStore } from './reads.ts';

/** Where a walk over all open dossiers goes on: a desk, and the last place looked at if it has been begun. */
export interface OpenCursor {
  readonly desk: Desk;
  readonly after?: string | undefined;
}

/**
 * One page of the open dossiers of a unit, desk by desk: each is met once while nothing moves, and reading costs as much
 * as there is open. A dossier that moves to a desk already passed is missed by this walk and met by the next.
 */
export const openDossiers =
  (reads: Pick<ReadStore, 'entries' | 'heads'>) =>
  async (
    unit: string,
    limit: number,
    cursor?: OpenCursor,
  ): Promise<{ dossiers: readonly Dossier[]; next?: OpenCursor }> => {
    const dossiers: Dossier[] = [];
    let at: OpenCursor | undefined = cursor ?? firstDesk;
    while (at && dossiers.length < limit) {
      const { desk, after } = at;
      const page = await reads.entries({
        ...{ index: 'inbox', partition: `${unit}#${desk}`, after, filter: { cleared: true } },
        limit: limit - dossiers.length,
      });
      const heads = await reads.heads(page.entries.map(({ id }) => id));
      // The index may lag: a dossier that has left this desk meanwhile is met where it is now.
      dossiers.push(...[...heads.values()].filter((dossier) => deskOf(dossier) === desk));
      at = page.reached === undefined ? deskAfter(desk) : { desk, after: page.reached };
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
