import type { ReusableBody } from '../contract/filing.ts';
import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Paper, reusable } from '../core/dossier/reuse.ts';
import type { Actor } from '../core/dossier/status.ts';
import { type Component, codeStem } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { covers } from '../core/rights/staff.ts';
import { scopeIn } from '../core/rights/standing.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort } from './ports.ts';
import { procedureInForce } from './procedures.ts';
import type { ReadStore } from './reads.ts';
import { accountOf, type Day, mayBeOffered } from './reuse.ts';
import { ownerOf, type ShelfQuery, type ShelfStore, type ShelvedPaper } from './shelf.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

export interface ReusablePorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly shelf: ShelfStore;
  readonly reads: Pick<ReadStore, 'heads'>;
}

/** As many papers are looked at for a page as heads can be read at once. */
const PAGE = 100;

/** Search before asking again (rule R13): which archived papers of the applicant could stand for which component. */
export const reusablePapers =
  (ports: ReusablePorts) =>
  async ({ body, actor: caller }: { body: ReusableBody; actor: Actor }): Promise<Result<Reply, Refusal>> => {
    const standing = await standingNow(ports, caller);
    if (!standing.ok) return standing;
    const only = whose(standing.value, body);
    if (!only.ok) return only;
    const office = await ports.catalogue.office(body.unit);
    if (!office) return refuse('UNKNOWN_UNIT', undefined, [{ field: '/unit', detail: 'no such unit' }]);
    const { calendar } = office;
    const today = localDateOf(ports.clock.now(), calendar);
    const procedure = await procedureInForce(ports.catalogue, body.procedure, today);
    if (!procedure.ok) return procedure;
    const { papers, more } = await ports.shelf.papers({
      ...{ owner: ownerOf(body.applicant), only: only.value, before: body.cursor, limit: PAGE },
    });
    const heads = await ports.reads.heads([...new Set(papers.map(({ dossier }) => dossier))]);
    const own = papers.filter(({ dossier }) => {
      const head = heads.get(dossier);
      return head && mayBeOffered(head, standing.value, only.value);
    });
    const { code, version, components } = procedure.value;
    const last = papers.at(-1);
    return ok({
      status: 200,
      body: {
        ...{ procedure: code, procedureVersion: version },
        components: components.map((rule) => ({
          component: rule.id,
          name: rule.name,
          papers: own.flatMap((paper) => offered(paper, heads, rule, { calendar, today })),
        })),
        ...(more && last && { next: last.place }),
      },
    });
  };

/** Whose papers are looked for: people their own, the portal those of its user, the front desk those kept in its unit. */
const whose = (
  actor: Actor,
  { applicant, unit, procedure }: ReusableBody,
): Result<ShelfQuery['only'], Refusal> => {
  const scope = scopeIn(actor, 'frontDesk');
  if (scope && covers(scope, codeStem(procedure)) && actor.unit === unit) return ok({ unit });
  const filer = accountOf(actor, applicant);
  return filer.ok ? ok({ filer: filer.value }) : filer;
};

/** What stands on the shelf was archived, so it was clean. */
const offered = (
  { dossier, n, component, mediaType }: ShelvedPaper,
  heads: ReadonlyMap<DossierId, Dossier>,
  rule: Component,
  day: Day,
): Record<string, unknown>[] => {
  const head = heads.get(dossier);
  const paper: Paper = {
    ...{ n, component, mediaType, archive: true, scan: 'CLEAN', inspection: { reasons: [] } },
  };
  const found = head && reusable(head, paper, rule, day);
  if (!head || !found?.ok) return [];
  const { origin, since, validUntil } = found.value;
  return [
    {
      ...{ dossier, code: head.code, document: n, component, mediaType },
      ...{ state: origin.state, since: formatDate(since) },
      ...(validUntil && { validUntil: formatDate(validUntil) }),
    },
  ];
};
