import { type Form, formSchema } from '../data/index.ts';
import type { IssuedForm } from '../facts.ts';
import { fill06 } from './control.ts';
import { fill04, fill05 } from './notices.ts';
import { fill01, fill02, fill03 } from './slips.ts';
import type { FormSources } from './sources.ts';

/** The items with the free texts that a form quotes. */
export const textsOf = (fact: IssuedForm): readonly string[] => ('reason' in fact ? [fact.reason.item] : []);

/** What a form says, from its fact and what stands beside it: the same ever after. */
export const fillForm = (fact: IssuedForm, sources: FormSources): Form =>
  formSchema.parse(filled(fact, sources));

const filled = (fact: IssuedForm, sources: FormSources): Form => {
  switch (fact.form) {
    case '01':
      return fill01(fact, sources);
    case '02':
      return fill02(fact, sources);
    case '03':
      return fill03(fact, sources);
    case '04':
      return fill04(fact, sources);
    case '05':
      return fill05(fact, sources);
    case '06':
      return fill06(fact, sources);
  }
};
