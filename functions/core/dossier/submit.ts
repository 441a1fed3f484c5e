import { intakeAnswer } from '../sla/deadlines.ts';
import { digitisationWatch } from '../sla/stages.ts';
import { type Decided, decided } from './decision.ts';
import type { TextRef } from './facts.ts';
import type { DossierCode, DossierId, Subject, UnitId } from './ids.ts';
import type { Replaced } from './look-up.ts';
import type { Channel, FiledBy, Relation, Shown } from './parts.ts';
import type { Circumstances } from './policy.ts';
import type { Origin } from './reuse.ts';

/** What the draft holds when it is submitted. */
export interface Filing extends Replaced {
  readonly id: DossierId;
  readonly unit: UnitId;
  readonly code: DossierCode;
  readonly channel: Channel;
  readonly filedBy: FiledBy;
  readonly subject: Subject;
  readonly applicant: TextRef;
  readonly documents: number;
  readonly reused?: readonly (Origin & { readonly n: number })[];
  readonly shown?: Shown;
  readonly related?: { readonly id: DossierId; readonly relation: Relation };
}

/** A draft becomes a dossier: status 1, code assigned, procedure version pinned, the answer due in working hours. */
export const decideSubmit = (filing: Filing, c: Circumstances): Decided => {
  const promise = intakeAnswer(c.policy, c.at, 1);
  if (!promise.ok) return promise;
  const { code, version, confidentiality } = c.policy.procedure;
  return decided({
    type: 'submitted',
    data: {
      ...{ ...filing, procedure: code, version, ...promise.value },
      ...(confidentiality === 'restricted' && { restricted: true }),
      watchUntil: c.at + digitisationWatch,
    },
  });
};
