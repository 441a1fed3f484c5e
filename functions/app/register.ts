import { unitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import type { Reply } from './execute.ts';
import type { RegisterLine, RegisterStore } from './results.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { localTime } from './views.ts';

const PAGE = 100;
const readers: readonly Role[] = [
  'clerk',
  'headOfOneStop',
  'departmentLeader',
  'reportViewer',
  'administrator',
];

/**
 * One page of the unit's register of results, in the order of the numbers; void numbers are lines too. The line of a
 * restricted dossier stands, so that the numbers have no gap, and says for whom and by whom only to those who are cleared.
 */
export const resultRegister =
  (ports: StandingPorts & { readonly register: Pick<RegisterStore, 'lines'> }) =>
  async (
    caller: Actor,
    {
      year,
      notation,
      after = 0,
    }: { readonly year: number; readonly notation: string; readonly after?: number },
  ): Promise<Result<Reply, Refusal>> => {
    const standing = await standingNow(ports, caller);
    if (!standing.ok) return standing;
    const actor = standing.value;
    const unit = unitId(actor.unit ?? '');
    if (!unit || !rolesToday(actor).some((role) => readers.includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', `register: ${readers.join(', ')}`);
    }
    const office = await ports.catalogue.office(unit);
    if (!office) return refuse('NOT_FOUND');
    const lines = await ports.register.lines(unit, year, notation, after, PAGE);
    const next = lines.length === PAGE ? lines.at(-1)?.value : undefined;
    const body = {
      ...{ unit, year, notation },
      lines: lines.map((line) => ({ ...shownTo(actor, line), at: localTime(line.at, office.calendar) })),
      ...(next !== undefined && { next }),
    };
    return ok({ status: 200, body });
  };

const shownTo = (actor: Actor, { restricted, ...line }: RegisterLine) => {
  if (!restricted || actor.clearance === 'restricted') return line;
  const { code: _code, procedure: _procedure, signer: _signer, ...rest } = line;
  return rest;
};
