import { filingExample } from '../../functions/contract/filing.ts';
import { type Answer, call, type Slot, sha256, slotsOf, upload } from './api.ts';
import { type Person, tokenOf } from './cast.ts';
import type { CloudLike } from './cloudLike.ts';
import { makePdf, makeSignedPdf } from './pdf.ts';

/** A file as someone holds it in hand. */
export interface Paper {
  readonly component: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The papers of a building permit (1.013236), as small real PDF files. */
export const permitPapers = async (): Promise<Paper[]> =>
  Promise.all(
    [
      ['DON', 'Đơn đề nghị cấp giấy phép xây dựng.pdf'],
      ['QDDA', 'Quyết định phê duyệt dự án.pdf'],
      ['BANVE', 'Bản vẽ thiết kế xây dựng.pdf'],
    ].map(async ([component = '', name = '']) => ({
      component,
      name,
      bytes: await makePdf(`${component} ${name}`),
    })),
  );

const declared = ({ component, name, bytes }: Paper) => ({
  ...{ component, name, mediaType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) },
});

/** A complete body for POST /dossiers. */
export const filingOf = (papers: readonly Paper[]) => ({
  ...filingExample,
  components: papers.map(declared),
});

/** Acts as a person on a dossier and lets everything that follows settle. */
export const act = async (
  cloud: CloudLike,
  person: Person,
  id: string,
  verb: string,
  body: unknown = {},
  options: { key?: string; ifMatch?: string } = {},
): Promise<Answer> => {
  const answer = await call(cloud, 'POST', `/dossiers/${id}/${verb}`, {
    token: await tokenOf(cloud, person),
    body,
    ...options,
  });
  await cloud.clock.settle();
  return answer;
};

export const view = async (cloud: CloudLike, person: Person, id: string): Promise<Answer> =>
  call(cloud, 'GET', `/dossiers/${id}`, { token: await tokenOf(cloud, person) });

/** Files a draft and uploads its papers; answers the id and the public tracking token. */
export const draft = async (cloud: CloudLike, papers: readonly Paper[], key?: string) => {
  const token = await tokenOf(cloud, 'citizen');
  const created = await call(cloud, 'POST', '/dossiers', {
    token,
    body: filingOf(papers),
    ...(key !== undefined && { key }),
  });
  if (created.status !== 201) throw new Error(`filing refused: ${JSON.stringify(created.body)}`);
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  return { id: String(created.body.id), trackingToken: String(created.body.trackingToken) };
};

export const uploadAll = async (slots: readonly Slot[], papers: readonly Paper[]): Promise<void> => {
  for (const slot of slots) {
    const paper = papers[slot.n - 1];
    if (!paper) throw new Error(`no paper for slot ${slot.n}`);
    const status = await upload(slot, paper.bytes);
    if (status !== 204) throw new Error(`upload ${slot.n} answered ${status}`);
  }
};

/** Files and submits the standard dossier. */
export const submitted = async (cloud: CloudLike, papers?: readonly Paper[]) => {
  const filed = await draft(cloud, papers ?? (await permitPapers()));
  const answer = await act(cloud, 'citizen', filed.id, 'submit');
  if (answer.status !== 200) throw new Error(`submission refused: ${JSON.stringify(answer.body)}`);
  return { ...filed, code: String(answer.body.code) };
};

/** The front desk records the national identifier of the works and accepts the dossier. */
export const accept = async (cloud: CloudLike, id: string, body: unknown = {}): Promise<Answer> => {
  await act(cloud, 'desk', id, 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000123' });
  return act(cloud, 'desk', id, 'accept', body);
};

/** The clerk draws the number, declares, uploads and enters the result. */
export const enterResult = async (cloud: CloudLike, id: string, body: object = {}): Promise<Answer> => {
  await act(cloud, 'clerk', id, 'result-number', {
    ...{ kind: 'granted', notation: 'GPXD-SXD', signer: 'Phó Giám đốc Sở' },
  });
  const bytes = await makeSignedPdf(`Giấy phép xây dựng ${id}`);
  const slot = slotsOf(
    await act(cloud, 'clerk', id, 'result-file', {
      name: 'Giấy phép xây dựng.pdf',
      mediaType: 'application/pdf',
      size: bytes.length,
      sha256: sha256(bytes),
    }),
  )[0];
  if (!slot) throw new Error('no slot for the result');
  await upload(slot, bytes);
  await cloud.clock.settle();
  return act(cloud, 'clerk', id, 'result', body);
};
