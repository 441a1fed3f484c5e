import * as z from 'zod';
import { contract } from '../../functions/contract/index.ts';
import type { Operation } from '../../functions/contract/operation.ts';
import { gatewayMessage, problem } from '../../functions/contract/problem.ts';
import { problems } from '../../functions/core/dossier/problems.ts';

interface Place {
  readonly id: string;
  readonly operation: Operation;
  readonly path: RegExp;
  readonly variables: number;
}

const places: readonly Place[] = contract
  .flatMap(({ operations }) => Object.entries(operations))
  .map(([id, operation]) => ({
    ...{ id, operation },
    path: new RegExp(`^${operation.route.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    variables: operation.route.split('{').length,
  }))
  // As API Gateway chooses: a fixed part wins over a variable one.
  .toSorted((a, b) => a.variables - b.variables);

/** What the API answered, as it came over the wire. */
export interface Wire {
  readonly status: number;
  readonly mediaType: string;
  readonly etag: boolean;
  readonly body: unknown;
}

/** Every way in which an answer differs from what the contract says of its operation; empty when it keeps it. */
export const broken = (method: string, target: string, wire: Wire): string[] => {
  const { status, mediaType, body } = wire;
  const route = `${method} ${target.split('?')[0]}`;
  const place = places.find(({ path }) => path.test(route));
  if (mediaType === 'application/json' && gatewayMessage.safeParse(body).success)
    return place && ![401, 413, 429, 500].includes(status) ? [`the gateway answered ${status}`] : [];
  if (!place) return [`${route} is not in the contract`];
  const { id, operation } = place;
  const said = mediaType === 'application/problem+json' ? refusal(operation, wire) : answer(operation, wire);
  return said.map((each) => `${id}, ${status}: ${each}`);
};

const refusal = ({ problems: documented }: Operation, { status, body }: Wire): string[] => {
  const read = problem.safeParse(body);
  if (!read.success) return [z.prettifyError(read.error)];
  const { reason } = read.data;
  const code = documented.find((each) => each === reason);
  if (code === undefined) return [`${reason} is not a documented problem`];
  return problems[code].status === status ? [] : [`${reason} under another status`];
};

const answer = ({ answers }: Operation, { status, mediaType, etag, body }: Wire): string[] => {
  const documented = answers[status];
  if (!documented) return ['this status is not documented'];
  const { etag: withEtag = false, mediaType: expected = 'application/json', also = {} } = documented;
  const read = (also[mediaType] ?? documented.schema).safeParse(body);
  return [
    ...(mediaType === expected || mediaType in also ? [] : [`${mediaType} instead of ${expected}`]),
    ...(etag && !withEtag ? ['an undocumented ETag'] : []),
    ...(read.success ? [] : [z.prettifyError(read.error)]),
  ];
};
