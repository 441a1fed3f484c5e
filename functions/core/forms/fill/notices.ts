import type { FormOf } from '../data/index.ts';
import type { IssuedFormOf } from '../facts.ts';
import { type FormSources, headOf, partyOf, receivedAt, wordsOf } from './sources.ts';

const procedureOf = ({ procedure }: FormSources) => ({ code: procedure.code, name: procedure.name.vi });

/** Phiếu xin lỗi và hẹn lại ngày trả kết quả, in the name of the agency. */
export const fill04 = (fact: IssuedFormOf<'04'>, sources: FormSources): FormOf<'04'> => {
  const { name, personalId } = partyOf(sources.applicant);
  return {
    form: '04',
    layout: fact.template,
    ...headOf(fact, 'agency'),
    procedure: procedureOf(sources),
    applicant: { name, personalId },
    receivedAt: fact.receivedAt,
    due: fact.due,
    reason: wordsOf(sources, fact.reason),
    newDue: fact.newDue,
    chief: fact.officer === undefined ? {} : { name: fact.officer },
  };
};

/** Thông báo dừng giải quyết hồ sơ: stopped from the moment of the decision; whose hand signs is left open. */
export const fill05 = (fact: IssuedFormOf<'05'>, sources: FormSources): FormOf<'05'> => {
  const received = receivedAt(sources);
  return {
    form: '05',
    layout: fact.template,
    ...headOf(fact, 'agency'),
    procedure: procedureOf(sources),
    applicant: partyOf(sources.applicant),
    ...(received !== undefined && { receivedAt: received }),
    ground: fact.ground,
    reason: wordsOf(sources, fact.reason),
    ...(fact.legalBasis !== undefined && { legalBasis: fact.legalBasis }),
    stoppedAt: fact.at,
    returned: [],
    contact: fact.office.contact ?? {},
    chief: {},
  };
};
