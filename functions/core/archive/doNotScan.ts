import type { FieldError } from '../dossier/problems.ts';
import type { Component } from '../procedure/index.ts';

/** What is refused because it is on the do-not-scan list (TT 03/2025/TT-VPCP Đ5.2, digitisation guidance 11/2025). */
type Rule = Pick<Component, 'id' | 'name' | 'noScan'>;

const advice = {
  comparison:
    'chỉ xuất trình để đối chiếu, không số hóa; bỏ tệp này và xuất trình bản giấy tại quầy / only shown for comparison: leave the file out and show the paper at the counter',
  secret:
    'thuộc bí mật nhà nước, không số hóa, không tải lên; nộp bản giấy tại quầy / a secret paper: never upload it, hand it in on paper at the counter',
} as const;

/** Files for components that are not digitised at all, each with what to do instead. */
export const notToBeScanned = (
  files: readonly { readonly component: string; readonly at: string }[],
  components: readonly Rule[],
): FieldError[] =>
  files.flatMap(({ component, at }) => {
    const rule = components.find(({ id }) => id === component);
    return rule?.noScan
      ? [{ field: `${at}/component`, detail: `${rule.id} ${rule.name.vi}: ${advice[rule.noScan.kind]}` }]
      : [];
  });

/** Papers that the counter says it was shown, and that are none of those which are only shown. */
export const shownErrors = (shown: readonly string[], components: readonly Rule[]): FieldError[] =>
  shown.flatMap((id, i) => {
    const field = `/shown/${i}`;
    if (shown.indexOf(id) < i) return [{ field, detail: `${id}: nêu hai lần / named twice` }];
    return components.some((each) => each.id === id && each.noScan)
      ? []
      : [{ field, detail: `${id}: phải nộp, không chỉ xuất trình / is handed in, and not only shown` }];
  });

interface Content {
  readonly sha256: string;
  /** Where a person finds it: its place in the request, or its number in the dossier. */
  readonly at: string;
}

/** Files with the same content as an earlier one of the request, or as one that the dossier has already. */
export const doubled = (files: readonly Content[], kept: readonly Content[]): FieldError[] =>
  files.flatMap(({ sha256, at }, i) => {
    const twin = [...kept, ...files.slice(0, i)].find((each) => each.sha256 === sha256);
    return twin
      ? [
          {
            field: `${at}/sha256`,
            detail: `trùng nội dung với ${twin.at}: mỗi tệp chỉ nộp một lần, hãy bỏ tệp này hoặc tách tệp theo từng thành phần / the same content as ${twin.at}: leave it out, or split the file by component`,
          },
        ]
      : [];
  });
