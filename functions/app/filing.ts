import type { FilingBody } from '../contract/filing.ts';
import type { FieldError } from '../core/dossier/problems.ts';
import type { Component, Procedure } from '../core/procedure/index.ts';

/** Every way in which the declared components do not fit the procedure, each naming its place in the body. */
export const componentErrors = (body: FilingBody, procedure: Procedure): FieldError[] => {
  const known = new Map(procedure.components.map((each) => [each.id, each]));
  const declared = new Set(body.components.map((each) => each.component));
  const wrong = body.components.flatMap((each, i) => {
    const rule = known.get(each.component);
    if (!rule)
      return [
        {
          field: `/components/${i}/component`,
          detail: `${each.component} is not a component of ${procedure.code}`,
        },
      ];
    return [
      ...(rule.mediaTypes.includes(each.mediaType)
        ? []
        : [{ field: `/components/${i}/mediaType`, detail: `one of ${rule.mediaTypes.join(', ')}` }]),
      ...(each.size <= rule.maxBytes
        ? []
        : [{ field: `/components/${i}/size`, detail: `at most ${rule.maxBytes} bytes` }]),
    ];
  });
  return [
    ...wrong,
    ...procedure.components.filter((each) => isMissing(each, declared, procedure)).map(missing),
  ];
};

/** A required component is missing unless it, or one that stands for it, is declared. */
const isMissing = (rule: Component, declared: ReadonlySet<string>, procedure: Procedure): boolean =>
  rule.requirement === 'required' &&
  !procedure.components.some(
    (each) =>
      declared.has(each.id) &&
      (each.id === rule.id || (rule.oneOf !== undefined && each.oneOf === rule.oneOf)),
  );

const missing = (rule: Component): FieldError => ({
  field: '/components',
  detail: `missing: ${rule.id} ${rule.name.vi}`,
});
