/** IAM policy documents and what they decide. Pure: no request and no role is known here. */
import * as z from 'zod';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.unknown().optional(),
});

/** A policy of the template. Elements that are not listed (`NotAction`, …) refuse the boot. */
export const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statement),
});

/** `notAllowed`: no statement speaks for it; `denied`: a Deny speaks against it, whatever else allows it. */
export type Decision = 'allowed' | 'notAllowed' | 'denied';

const CACHE_LIMIT = 10_000;

/** Prepares statements; throws for what could not be decided rightly. Decisions are remembered. */
export function evaluator(
  statements: readonly z.infer<typeof statement>[],
): (action: string, resource: string) => Decision {
  const rules = statements.map(({ Effect, Action, Resource, Condition }) => {
    if (Condition !== undefined)
      throw new Error(`conditions are not evaluated: ${JSON.stringify(Condition)}`);
    return { Effect, actions: Action.map(actionPattern), resources: Resource.map(resourcePattern) };
  });
  const known = new Map<string, Decision>();
  const decide = (action: string, resource: string): Decision => {
    const effects = rules
      .filter(({ actions }) => actions.some((pattern) => pattern.test(action)))
      .filter(({ resources }) => resources.some((pattern) => pattern.test(resource)))
      .map(({ Effect }) => Effect);
    return effects.includes('Deny') ? 'denied' : effects.includes('Allow') ? 'allowed' : 'notAllowed';
  };
  return (action, resource) => {
    const question = `${action} ${resource}`;
    const decision = known.get(question) ?? decide(action, resource);
    if (known.size >= CACHE_LIMIT) known.clear();
    known.set(question, decision);
    return decision;
  };
}

/** `*` stands for any number of characters, `?` for one. */
const wild = (text: string, any: string): string =>
  text.replace(/[.+^${}()|[\]\\*?]/g, (c) => (c === '*' ? `${any}*` : c === '?' ? any : `\\${c}`));

/** Actions are told apart regardless of case. */
function actionPattern(text: string): RegExp {
  if (text !== '*' && !/^[\w-]+:[\w*?]+$/.test(text)) throw new Error(`not an action: ${text}`);
  return new RegExp(`^${wild(text, '.')}$`, 'i');
}

/** A wildcard does not reach beyond its part of the ARN; the last part is all that stands behind the fifth colon. */
function resourcePattern(text: string): RegExp {
  if (text === '*') return /^/;
  const parts = text.split(':');
  if (parts[0] !== 'arn' || parts.length < 6 || text.includes('${'))
    throw new Error(`not a plain ARN: ${text}`);
  const head = parts.slice(0, 5).map((part) => wild(part, '[^:]'));
  return new RegExp(`^${[...head, wild(parts.slice(5).join(':'), '.')].join(':')}$`, 's');
}
