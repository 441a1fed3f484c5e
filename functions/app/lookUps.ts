import type { FilingBody } from '../contract/filing.ts';
import { DB_GAP, isGap, type LookUp, type LookUpAnswer } from '../core/dossier/look-up.ts';
import type { FieldError } from '../core/dossier/problems.ts';
import type { Component, Procedure } from '../core/procedure/index.ts';
import type { Applicant } from './draft.ts';

/** The national databases, each by its name in the catalogue. Never throws for an outage: that is an answer. */
export interface DatabasePort {
  lookUp(database: string, applicant: Pick<Applicant, 'kind' | 'identifier'>): Promise<LookUpAnswer>;
}

type Filed = Pick<FilingBody, 'components' | 'applicant' | 'shown'>;

/** Asks for each component that data replaces, unless another paper of the same choice is handed in; a database once. */
export const lookUps = async (
  databases: DatabasePort,
  { components, applicant }: Filed,
  procedure: Procedure,
): Promise<readonly LookUp[]> => {
  const declared = new Set(components.map(({ component }) => component));
  const wanted = procedure.components.flatMap((rule) =>
    rule.requirement === 'replaced-by-data' &&
    rule.database !== undefined &&
    !stands(rule, declared, procedure)
      ? [{ component: rule.id, database: rule.database }]
      : [],
  );
  const names = [...new Set(wanted.map(({ database }) => database))];
  const answers = new Map(
    await Promise.all(names.map(async (name) => [name, await databases.lookUp(name, applicant)] as const)),
  );
  return wanted.map((each) => ({ ...each, answer: answers.get(each.database) ?? 'unavailable' }));
};

/** Another component of the same choice is declared in its place. */
const stands = (rule: Component, declared: ReadonlySet<string>, { components }: Procedure): boolean =>
  rule.oneOf !== undefined &&
  components.some(({ id, oneOf }) => id !== rule.id && oneOf === rule.oneOf && declared.has(id));

/** Papers that must be handed in because the data is not there, each with the reason and what to do. */
export const gapErrors = (
  found: readonly LookUp[],
  { components, shown = [] }: Filed,
  procedure: Procedure,
): FieldError[] =>
  found.filter(isGap).flatMap((each) => {
    const rule = procedure.components.find(({ id }) => id === each.component);
    const declared = [...components.map(({ component }) => component), ...shown];
    const isDeclared = declared.includes(each.component);
    if (!rule || isDeclared || rule.onGap === 'conditional') return [];
    const { vi, en } = adviceOn(each);
    return [{ field: '/components', detail: `${DB_GAP}: ${rule.id} ${rule.name.vi}: ${vi} / ${en}` }];
  });

/** What the applicant is told of a gap. It is the database that is to be mended, not the dossier. */
export const adviceOn = ({ database, answer }: LookUp): { readonly vi: string; readonly en: string } =>
  answer === 'missing'
    ? {
        vi: `cơ sở dữ liệu ${database} chưa có dữ liệu của ông/bà; hãy nộp giấy tờ này và đề nghị cơ quan quản lý cập nhật dữ liệu. Đây không phải lỗi của người nộp`,
        en: `the ${database} database has no data of yours; hand in this paper and have its keeper correct the data. This is not your fault`,
      }
    : {
        vi: `chưa tra cứu được cơ sở dữ liệu ${database}; hãy nộp giấy tờ này, hoặc nộp hồ sơ sau. Đây không phải lỗi của người nộp`,
        en: `the ${database} database cannot be asked now; hand in this paper, or file later. This is not your fault`,
      };
