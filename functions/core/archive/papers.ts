import type { Dossier } from '../dossier/dossier.ts';
import { maySee } from '../dossier/gate.ts';
import type { Actor } from '../dossier/status.ts';
import type { Component } from '../procedure/index.ts';
import { isStaffOf } from '../rights/authority.ts';

/**
 * Who may have the papers themselves: the owner, and the officers of the unit who may see the dossier. An agency whose
 * opinion is asked sees the dossier, not the applicant's papers (Luật 91/2025: no more than the purpose needs).
 */
export const mayHavePapers = (dossier: Dossier, actor: Actor): boolean =>
  (actor.kind === 'applicant' || isStaffOf(dossier, actor)) && maySee(dossier, actor);

/** Why it is put on record who had a paper; undefined when it need not be. */
export type Sensitivity = 'restricted' | 'component';

/** Papers of a restricted dossier, and those that the catalogue calls sensitive: identity papers, portraits (domain 6). */
export const sensitivityOf = (
  dossier: Pick<Dossier, 'restricted'>,
  components: readonly Pick<Component, 'id' | 'sensitive'>[],
  component: string,
): Sensitivity | undefined => {
  if (dossier.restricted) return 'restricted';
  return components.some(({ id, sensitive }) => id === component && sensitive === true)
    ? 'component'
    : undefined;
};
