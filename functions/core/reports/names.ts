import type { Role } from '../dossier/status.ts';
import type { DossierFacts } from './facts.ts';
import { INTAKE, RESULT_ENTRY } from './steps.ts';
import { type Both, both } from './table.ts';

/** A procedure in one cell: the code alone would lose its zeros in a spreadsheet. */
export const procedureName = ({ procedure }: DossierFacts): string =>
  `${procedure.code} ${procedure.name.vi}`;

/** Where a role works, as people say it. */
export const roleNames: Readonly<Partial<Record<Role | 'system', string>>> = {
  ...{
    applicant: 'Người nộp hồ sơ',
    frontDesk: 'Bộ phận Một cửa',
    headOfOneStop: 'Phụ trách Bộ phận Một cửa',
  },
  ...{ divisionHead: 'Lãnh đạo phòng', appraiser: 'Chuyên viên thụ lý', departmentLeader: 'Lãnh đạo Sở' },
  ...{ clerk: 'Văn thư', consultedAgency: 'Cơ quan được lấy ý kiến', system: 'Hệ thống' },
};

const own: Readonly<Record<string, Both>> = {
  [INTAKE]: both('Xem xét, trả lời khi nộp', 'The answer at intake'),
  [RESULT_ENTRY]: both('Vào số, nhập kết quả', 'The entry of the result'),
};

/** The name of a stay: of the procedure's own step, or of what it has no step for. */
export const stepName = (
  id: string,
  steps: readonly { readonly id: string; readonly name: Both }[],
): string => steps.find((step) => step.id === id)?.name.vi ?? own[id]?.vi ?? id;
