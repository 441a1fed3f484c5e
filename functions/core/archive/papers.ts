import type { Dossier } from '../dossier/dossier.ts';
import { isAwaited, maySee } from '../dossier/gate.ts';
import type { Actor } from '../dossier/status.ts';
import type { Component } from '../procedure/index.ts';
import { isStaffOf } from '../rights/authority.ts';

/**
 * Which papers somebody may have: all of them the owner, and the officers of the unit who may see the dossier; an agency,
 * for as long as its opinion is awaited, those that its question can be about (see `isAskedAbout`); undefined: none.
 */
export const papersFor = (dossier: Dossier, actor: Actor): 'all' | 'askedAbout' | undefined => {
  if (!maySee(dossier, actor)) return undefined;
  if (actor.kind === 'applicant' || isStaffOf(dossier, actor)) return 'all';
  return isAwaited(dossier, actor) ? 'askedAbout' : undefined;
};

/** Papers that the applicant handed in and that are not sensitive (Luật 91/2025: no more than the purpose needs). */
export const isAskedAbout = (
  dossier: Dossier,
  { n, component }: { readonly n: number; readonly component: string },
  components: readonly Pick<Component, 'id' | 'sensitive'>[],
): boolean =>
  dossier.documents.filed.includes(n) && sensitivityOf(dossier, components, component) === undefined;

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
