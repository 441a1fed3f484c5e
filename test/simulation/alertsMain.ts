import type { CommandRequest } from '../../functions/app/execute.ts';
import { askPayment, askSupplement } from '../../functions/app/requests.ts';
import type { StepState } from '../../functions/core/dossier/dossier.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { reviewSteps, stepMinutes } from '../../functions/core/procedure/index.ts';
import {
  archived,
  clerk,
  declare,
  declareFile,
  desk,
  issue,
  nationalId,
  owner,
  register,
  system,
  verified,
} from '../core/dossier/support.ts';
import { type Act, anyTime, atAnEdge, doer, machine, type Scene, working } from './alertsPace.ts';
import { DAY, HOUR, MINUTE } from './alertsYear.ts';

/** What brings a dossier on. */

const rest = (step: StepState, { world }: Scene): number => {
  const rule = reviewSteps(world.procedure)[step.index];
  return step.resumed?.minutes ?? (rule ? stepMinutes(rule) : 480);
};

/** What brings the dossier on, or nothing if those who have the move forget about it. */
export const main = (scene: Scene): Act | undefined => {
  const { world, chance, d } = scene;
  const act = (when: number, actor: Actor, command: CommandRequest['command']): Act => ({
    at: atAnEdge(scene, when),
    ...{ actor, command },
  });
  const bad = (numbers: readonly number[]) => (chance.yes(0.1) ? numbers.slice(0, 1) : []);
  switch (d.phase) {
    case 'VERIFY':
      return {
        at: machine(scene),
        actor: system,
        command: verified(d.documents.filed, bad(d.documents.filed)),
      };
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT': {
      const { declared } = d.supplement;
      const command =
        d.phase === 'VERIFY_SUPPLEMENT' ? verified(declared, bad(declared)) : archived(declared);
      return { at: machine(scene), actor: system, command };
    }
    case 'ARCHIVE':
      return { at: machine(scene), actor: system, command: archived(d.documents.filed) };
    case 'VERIFY_RESULT':
    case 'ARCHIVE_RESULT': {
      const document = [d.result?.document ?? 0];
      const command = d.phase === 'VERIFY_RESULT' ? verified(document, bad(document)) : archived(document);
      return { at: machine(scene), actor: system, command };
    }
    case 'REPLACEMENT':
      return chance.yes(0.1)
        ? undefined
        : act(anyTime(scene, HOUR, 5 * DAY), owner, { type: 'replaceDocuments' });
    case 'ACCEPTANCE': {
      if (world.procedure.nationalId.required && !d.nationalId)
        return act(working(scene, 60), desk, nationalId);
      const kind = chance.draw();
      if (kind < 0.04) return act(working(scene, 240), desk, { type: 'refuse', reason: 'r' });
      if (kind < 0.2 && d.supplements.intake === 0) {
        const items = [{ document: 1, reason: 'thiếu' }];
        return act(working(scene, 240), desk, { type: 'requestSupplement', items });
      }
      const cases = world.procedure.limitCases.map(({ id }) => id);
      const limitCase = cases.length > 0 ? { limitCase: chance.oneOf(cases) } : {};
      return act(working(scene, 240), desk, { type: 'accept', ...limitCase });
    }
    case 'HAND_OVER':
      return act(working(scene, 120), desk, { type: 'handOver' });
    case 'REVIEW':
      return act(working(scene, rest(d.step, scene)), doer(scene, d), {
        type: 'completeStep',
        step: d.step.id,
      });
    case 'REQUEST':
      if (chance.yes(0.2)) return act(working(scene, 120), desk, { type: 'declineRequest', reason: 'r' });
      return act(
        ...([working(scene, 120), desk] as const),
        d.request.kind === 'supplement'
          ? (dossier) => askSupplement(world.texts)(dossier, {})
          : askPayment(world.texts),
      );
    case 'SUPPLEMENT': {
      if (d.supplement.declared.length > 0 && d.supplement.suppliedAt === undefined) {
        return { at: world.now + MINUTE, actor: owner, command: { type: 'supply' } };
      }
      if (chance.yes(0.25)) return undefined;
      const when = anyTime(scene, HOUR, 6 * DAY);
      // Files that were refused are uploaded anew and handed in again.
      return act(when, owner, d.supplement.suppliedAt === undefined ? declare : { type: 'supply' });
    }
    case 'PAYMENT': {
      if (chance.yes(0.2)) return undefined;
      const when = working(scene, 960);
      const paid =
        d.payment.askedAt + Math.floor(((when - d.payment.askedAt) * chance.draw()) / MINUTE) * MINUTE;
      return act(when, desk, {
        ...({ type: 'confirmPayment', reference: 'BL-1' } as const),
        ...(chance.yes(0.5) && { paidAt: paid }),
      });
    }
    case 'RESULT': {
      // The clerk has lain on it, or finds a fault in it.
      const [step] = reviewSteps(world.procedure).slice(chance.between(0, 3));
      if (step && chance.yes(0.15)) {
        const when = working(scene, chance.oneOf([60, 2400]));
        return act(when, clerk, { type: 'sendBack', to: step.id, reason: 'r' });
      }
      if (!d.register) {
        const kind = d.mustRefuse ? 'refused' : 'granted';
        return act(working(scene, chance.oneOf([60, 60, 60, 1200])), clerk, { ...register, kind });
      }
      if (!d.result) return { at: world.now + 2 * MINUTE, actor: clerk, command: declareFile };
      return act(working(scene, 30), clerk, issue);
    }
    case 'DELIVERY':
      return act(working(scene, 960), desk, { type: 'deliver', method: 'counter' });
    case 'CLOSED':
      return undefined;
  }
};
