import type { Component, ProcedureData } from '../../functions/core/procedure/index.ts';
import { type Content, html } from './html.ts';
import { none, table, two } from './parts.ts';
import { type Both, both, requirements } from './words.ts';

/** Section 2: what is handed in, what only under a condition, and what the State knows already. */
export function components({ components: all }: ProcedureData): Content {
  if (all.length === 0)
    return none(both('Thành phần hồ sơ chưa có nguồn.', 'The components are not sourced.'));
  return table(
    'components',
    [
      both('STT, mã', 'No., id'),
      both('Thành phần hồ sơ', 'Component'),
      both('Yêu cầu', 'Requirement'),
      both('Điều kiện', 'Condition'),
      both('Dạng tệp', 'Media'),
    ],
    all.map((each, i) => [
      html`${i + 1} <span class="code">${each.id}</span>`,
      [two(each.name), formOf(each)],
      [two(requirements[each.requirement]), databaseOf(each)],
      [each.condition && two(each.condition), alternatives(each, all)],
      [
        mediaOf(each),
        html`<br />≤ ${Math.floor(each.maxBytes / 1_048_576)} MB`,
        signed(each),
        notScanned(each),
      ],
    ]),
  );
}

function formOf({ form }: Component): Content {
  return form && html`Mẫu <span class="code">${form}</span>`;
}

const databases: Readonly<Record<string, Both>> = {
  land: both('CSDL đất đai', 'land database'),
  education: both('CSDL giáo dục', 'education database'),
  construction: both('CSDL hoạt động xây dựng', 'construction database'),
  population: both('CSDL dân cư', 'population database'),
  business: both('CSDL đăng ký doanh nghiệp', 'business register'),
};

function databaseOf({ database }: Component): Content {
  return database && two(databases[database] ?? both(database, database));
}

function alternatives({ id, oneOf }: Component, all: readonly Component[]): Content {
  if (oneOf === undefined) return undefined;
  const others = all.filter((each) => each.oneOf === oneOf && each.id !== id).map((each) => each.id);
  return html`<p>Một trong <span class="also" lang="en">/ one of</span>: <span class="code">${[id, ...others].join(', ')}</span></p>`;
}

function signed({ signed: isSigned }: Component): Content {
  return isSigned === true
    ? html`<br />ký số <span class="also" lang="en">/ digitally signed</span>`
    : undefined;
}

function notScanned({ noScan }: Component): Content {
  return (
    noScan &&
    html`<br />không số hóa, chỉ bản giấy <span class="also" lang="en">/ not digitised</span> (${noScan.article})`
  );
}

function mediaOf({ mediaTypes }: Component): string {
  return mediaTypes.map((type) => type.replace(/^[a-z]+\//, '').toUpperCase()).join(', ');
}
