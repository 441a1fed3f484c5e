import { fromEpochDay } from '../../calendar/index.ts';
import type { FormOf } from '../data/index.ts';
import type { IssuedFormOf } from '../facts.ts';
import { messages } from '../messages/index.ts';
import { componentName, type FormSources, headOf, partyOf, volumeOf, wordsOf } from './sources.ts';

const MINUTES_PER_DAY = 1440;
const MINUTE = 60_000;

/** `2026-11`: the local month of an instant. */
const monthOf = (at: number, offsetMinutes: number): string => {
  const { year, month } = fromEpochDay(Math.floor((at / MINUTE + offsetMinutes) / MINUTES_PER_DAY));
  return `${year}-${String(month).padStart(2, '0')}`;
};

/** The papers handed in, each kind once; how many files, when there is more than one. */
const papersOf = (sources: FormSources, upTo: number): FormOf<'01'>['components'] => {
  const counts = new Map<string, number>();
  for (const { n, component } of sources.documents) {
    if (n <= upTo) counts.set(component, (counts.get(component) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({
    name: componentName(sources, id),
    ...(count > 1 && { note: `${count} tệp` }),
  }));
};

const named = (name: string | undefined) => (name === undefined ? {} : { name });
const rated = (url: string | undefined) => (url === undefined ? {} : { rating: { url } });

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả. An electronic dossier is one set. */
export const fill01 = (fact: IssuedFormOf<'01'>, sources: FormSources): FormOf<'01'> => {
  const { applicant, filedBy, procedure } = sources;
  const self = filedBy === 'self' && applicant.kind === 'person';
  return {
    form: '01',
    layout: fact.template,
    ...headOf(fact, 'desk'),
    applicant: partyOf(applicant),
    request: procedure.name.vi,
    components: papersOf(sources, fact.documents),
    sets: 1,
    limit: fact.limit,
    receivedAt: fact.receivedAt,
    due: fact.appointed,
    dueProvisional: fact.provisional,
    book: { volume: volumeOf(procedure.field.id, monthOf(fact.receivedAt, fact.office.offsetMinutes)) },
    submitter: self ? { name: applicant.name } : {},
    receiver: named(fact.officer),
    ...rated(fact.office.rating),
  };
};

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: a point is named by its paper, if it is about one. */
export const fill02 = (fact: IssuedFormOf<'02'>, sources: FormSources): FormOf<'02'> => ({
  form: '02',
  layout: fact.template,
  ...headOf(fact, 'desk'),
  applicant: partyOf(sources.applicant),
  request: sources.procedure.name.vi,
  items: fact.items.map(({ component, document, reason }) => {
    const paper = component ?? sources.documents.find(({ n }) => n === document)?.component;
    const name = paper === undefined ? messages['02.other'].vi : componentName(sources, paper);
    return { name, reason };
  }),
  contact: fact.contact ?? fact.office.contact ?? {},
  guide: named(fact.officer),
  ...rated(fact.office.rating),
});

/** Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export const fill03 = (fact: IssuedFormOf<'03'>, sources: FormSources): FormOf<'03'> => ({
  form: '03',
  layout: fact.template,
  ...headOf(fact, 'desk'),
  applicant: partyOf(sources.applicant),
  request: sources.procedure.name.vi,
  items: [],
  reason: wordsOf(sources, fact.reason),
  contact: fact.office.contact ?? {},
  guide: named(fact.officer),
  ...rated(fact.office.rating),
});
