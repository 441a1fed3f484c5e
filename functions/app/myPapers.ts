import type { MyPapersBody } from '../contract/archive.ts';
import { addMonths, compareDates, formatDate, localDateOf } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { RESULT } from '../core/dossier/parts.ts';
import type { Policy } from '../core/dossier/policy.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import { sinceOf } from '../core/dossier/reuse.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { described } from './describe.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort, DocumentRecord } from './ports.ts';
import type { ReadStore } from './reads.ts';
import { accountOf, mayBeOffered } from './reuse.ts';
import { documentKey, ownerOf, type ShelfStore } from './shelf.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { defined } from './views.ts';

export interface MyPapersPorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly shelf: ShelfStore;
  readonly reads: Pick<ReadStore, 'heads'>;
}

const PAGE = 50;

/**
 * Everything that is archived in an applicant's name, across dossiers: the electronic copies of what was handed in and of
 * what was issued (kho quản lý dữ liệu điện tử, NĐ 45/2020/NĐ-CP Đ16), newest first. Read from the index of re-use: every
 * original has its row there from the moment it is archived, and a re-used paper stands here once, as its original.
 */
export const myPapers =
  (ports: MyPapersPorts) =>
  async ({ body, actor: caller }: { body: MyPapersBody; actor: Actor }): Promise<Result<Reply, Refusal>> => {
    const standing = await standingNow(ports, caller);
    if (!standing.ok) return standing;
    const filer = accountOf(standing.value, body.applicant);
    if (!filer.ok) return filer;
    const only = { filer: filer.value };
    const { papers, more } = await ports.shelf.papers({
      ...{ owner: ownerOf(body.applicant), only, before: body.cursor, limit: PAGE },
    });
    const [heads, records] = await Promise.all([
      ports.reads.heads([...new Set(papers.map(({ dossier }) => dossier))]),
      ports.shelf.records(papers),
    ]);
    const rows = await Promise.all(
      papers.map(async (paper) => {
        const head = heads.get(paper.dossier);
        const record = records.get(documentKey(paper));
        if (!head || !record || !mayBeOffered(head, standing.value, only)) return [];
        const policy = await ports.catalogue.policy(head.unit, head.procedure, head.version);
        return [rowOf(head, record, policy, ports.clock.now())];
      }),
    );
    const last = papers.at(-1);
    return ok({ status: 200, body: { papers: rows.flat(), ...(more && last && { next: last.place }) } });
  };

const rowOf = (head: Dossier, document: DocumentRecord, policy: Policy, now: number) => {
  const { n, component, inspection, archive, mediaType, size, sha256 } = document;
  const { procedure, calendar } = policy;
  const rule = procedure.components.find(({ id }) => id === component);
  const isResult = component === RESULT;
  const since = sinceOf(head, document, calendar);
  const months = rule?.reuse?.months;
  const last = months === undefined ? undefined : addMonths(since, months);
  const isOver = last && compareDates(localDateOf(now, calendar), last) > 0;
  const isWrong = isResult && 'correction' in head && head.correction !== undefined;
  return defined({
    ...{ dossier: head.id, code: head.code, document: n, kind: isResult ? 'result' : 'paper', component },
    name: isResult ? procedure.result : rule?.name,
    mediaType: inspection?.mediaType ?? mediaType,
    size: inspection?.bytes ?? size,
    sha256: inspection?.sha256 ?? sha256,
    version: archive?.versionId,
    since: formatDate(since),
    validUntil: last && formatDate(last),
    standing: isWrong ? 'corrected' : isOver ? 'expired' : 'good',
    outcome: isResult && 'register' in head ? head.register?.kind : undefined,
    metadata: described(head, procedure, document),
    download: `/dossiers/${head.id}/documents/${n}/download`,
  });
};
