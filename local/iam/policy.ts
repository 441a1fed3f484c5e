/** IAM policy documents and what they decide. Pure: no request, no role, no condition is known here. */
import * as z from 'zod';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** One statement. Elements that are not listed (`NotAction`, `Principal`, …) refuse the boot. */
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;

/** A policy document of the template. */
export const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(Statement),
});

/** `notAllowed`: no statement speaks for it; `denied`: a Deny speaks against it, whatever else allows it. */
export type Decision = 'allowed' | 'notAllowed' | 'denied';

const CACHE_LIMIT = 10_000;

/** Prepares statements; throws for what could not be decided rightly. Answers are remembered. */
export function evaluator(
  statements: readonly Statement[],
): (action: string, resource: string) => Decision {
  const rules = statements.map(({ Effect, Action, Resource, Condition }) => {
    if (Condition !== undefined) throw new Error(`conditions are not evaluated: ${JSON.stringify(Condition)}`);
    return { Effect, actions: Action.map(actionPattern), resources: Resource.map(resourcePattern) };
  });
  const known = new Map<string, Decision>();
  return (action, resource) => {
    const question = `${action} ${resource}`;
    const answer = known.get(question) ?? decide(action, resource);
    if (known.size >= CACHE_LIMIT) known.clear();
    known.set(question, answer);
    return answer;
  };

  function decide(action: string, resource: string): Decision {
    const effects = rules
      .filter((rule) => [rule.actions.some((p) => p.test(action)), rule.resources.some((p) => p.test(resource))].every(Boolean))
      .map(({ Effect }) => Effect);
    if (effects.includes('Deny')) return 'denied';
    return effects.includes('Allow') ? 'allowed' : 'notAllowed';
  }
}

/** `*` stands for any number of characters, `?` for one. */
const wild = (text: string, any: string): string =>
  text
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', `${any}*`)
    .replaceAll('?', any);

/** Actions are told apart regardless of case. */
function actionPattern(text: string): RegExp {
  if (text !== '*' && !/^[\w-]+:[\w*?]+$/.test(text)) throw new Error(`not an action: ${text}`);
  return new RegExp(`^${wild(text, '.')}$`, 'i');
}

/** A wildcard does not reach beyond its part of the ARN; the last part is whatever stands behind the fifth colon. */
function resourcePattern(text: string): RegExp {
  if (text === '*') return /^/;
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  if (prefix !== 'arn' || rest.length === 0 || text.includes('${')) throw new Error(`not a plain ARN: ${text}`);
  const head = [prefix, partition, service, region, account].map((part) => wild(part, '[^:]'));
  return new RegExp(`^${[...head, wild(rest.join(':'), '.')].join(':')}$`, 's');
}
