import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import type { FlowNode, Part } from './flowNodes.ts';
import { both, lapses, limitText } from './words.ts';

/** Ways out at intake: incomplete, or not a case for this office. */
export function intakeExits({ steps }: ProcedureData): Part[] {
  const at = steps.findIndex((step) => step.role === 'frontDesk' && step.phase === 'intake');
  const step = steps[at];
  if (step === undefined) return [];
  const row = at + 1;
  const complete: FlowNode = {
    id: '_complete',
    row,
    lane: 'applicant',
    kind: 'side',
    text: both('Hoàn thiện hồ sơ; thời hạn chưa tính', 'Complete the dossier; no clock yet'),
    note: ['Chưa đủ: mẫu 02, một lần'],
  };
  const refused: FlowNode = {
    id: '_refused',
    row,
    lane: 'divisionHead',
    kind: 'stop',
    text: both('Từ chối tiếp nhận (mẫu 03)', 'Refused at intake (form 03)'),
    note: ['Không thuộc thẩm quyền'],
  };
  return [
    {
      nodes: [complete],
      edges: [
        { from: step.id, to: complete.id, kind: 'there' },
        { from: complete.id, to: step.id, kind: 'back' },
      ],
    },
    { nodes: [refused], edges: [{ from: step.id, to: refused.id, kind: 'there' }] },
  ];
}

/** Ways out of the appraisal: supplement and its lapse, opinions, refusal. */
export function reviewExits(procedure: ProcedureData): Part[] {
  const { steps, supplement, lapse, consultations } = procedure;
  const at = steps.findIndex((step) => step.phase === 'review' && step.role === 'appraiser');
  const step = steps[at];
  if (step === undefined) return [];
  const row = at + 1;
  const asked: FlowNode = {
    id: '_asked',
    row,
    lane: 'frontDesk',
    kind: 'side',
    text: both('Chuyển phiếu yêu cầu bổ sung (mẫu 02)', 'Pass on the supplement request (form 02)'),
    note: [`tối đa ${supplement.perStage} lần`],
  };
  const added: FlowNode = {
    id: '_added',
    row,
    lane: 'applicant',
    kind: 'side',
    text: both('Bổ sung hồ sơ', 'Supplement the dossier'),
    note: [`trong ${limitText(lapse.limit).vi}`],
  };
  const lapsed: FlowNode = {
    id: '_lapsed',
    row: row + 1,
    lane: 'applicant',
    kind: 'stop',
    text: both(`Không bổ sung: ${lapses[lapse.outcome].vi}`, `No supplement: ${lapses[lapse.outcome].en}`),
  };
  const next = steps[at + 1];
  const parts: Part[] = [
    {
      nodes: supplement.perStage === 0 ? [] : [asked, added, lapsed],
      edges:
        supplement.perStage === 0
          ? []
          : [
              { from: step.id, to: asked.id, kind: 'there' },
              { from: asked.id, to: added.id, kind: 'there' },
              { from: added.id, to: asked.id, kind: 'back' },
              { from: asked.id, to: step.id, kind: 'back' },
              { from: added.id, to: lapsed.id, kind: 'down' },
            ],
    },
    ...consultations.slice(0, 1).map((each): Part => consulted(step.id, row, each)),
  ];
  if (next !== undefined && next.role !== 'appraiser')
    parts.push({
      nodes: [
        {
          id: '_unfit',
          row: row + 1,
          lane: 'appraiser',
          kind: 'side',
          text: both(
            'Không đủ điều kiện: dự thảo từ chối, nêu lý do',
            'Not eligible: draft the refusal, with reasons',
          ),
          note: ['cũng là kết quả, trong thời hạn'],
        },
      ],
      edges: [
        { from: step.id, to: '_unfit', kind: 'down' },
        { from: '_unfit', to: next.id, kind: 'there' },
      ],
    });
  return parts;
}

function consulted(from: string, row: number, each: ProcedureData['consultations'][number]): Part {
  const node: FlowNode = {
    id: '_consulted',
    row,
    lane: 'consultedAgency',
    kind: 'side',
    text: both('Cho ý kiến', 'Give an opinion'),
    note: [limitText(each.limit).vi, ...(each.silence === 'agreed' ? ['im lặng là đồng ý'] : [])],
  };
  return {
    nodes: [node],
    edges: [
      { from, to: node.id, kind: 'there' },
      { from: node.id, to: from, kind: 'back' },
    ],
  };
}
