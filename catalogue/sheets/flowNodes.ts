import type { ProcedureData, ProcedureStep } from '../../functions/core/procedure/index.ts';
import { intakeExits, reviewExits } from './flowExits.ts';
import { type Both, both, limitText, number } from './words.ts';

/** A lane of the chart: whoever acts in it. */
export type Lane = ProcedureStep['role'];

/** A box of the chart, in a row and a lane. `side` boxes lie off the main path; `stop` ends it. */
export interface FlowNode {
  readonly id: string;
  readonly row: number;
  readonly lane: Lane;
  readonly kind: 'start' | 'step' | 'side' | 'stop';
  readonly text: Both;
  readonly note?: readonly string[];
}

/** An arrow. `there` and `back` are the two directions between boxes of one row; `down` leaves a box at its foot. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'main' | 'there' | 'back' | 'down';
  readonly label?: Both;
}

export interface Flow {
  readonly lanes: readonly Lane[];
  /** Rows of each phase, first and last. */
  readonly phases: readonly {
    readonly phase: ProcedureStep['phase'];
    readonly from: number;
    readonly to: number;
  }[];
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const order: readonly Lane[] = [
  ...(['applicant', 'frontDesk', 'headOfOneStop', 'divisionHead', 'appraiser'] as const),
  ...(['consultedAgency', 'departmentLeader', 'clerk'] as const),
];

/** The chart of a procedure: its steps in order, and where a dossier may leave them. */
export function flowOf(procedure: ProcedureData): Flow {
  const { steps, consultations } = procedure;
  const used = new Set<Lane>(['applicant', 'frontDesk', ...steps.map((step) => step.role)]);
  if (consultations.length > 0) used.add('consultedAgency');
  const main = mainPath(procedure);
  const exits = [...intakeExits(procedure), ...reviewExits(procedure)];
  const rows = (phase: ProcedureStep['phase']) =>
    steps.flatMap((step, i) => (step.phase === phase ? [i + 1] : []));
  return {
    lanes: order.filter((lane) => used.has(lane)),
    phases: (['intake', 'review', 'return'] as const)
      .filter((phase) => rows(phase).length > 0)
      .map((phase) => ({
        phase,
        from: phase === 'intake' ? 0 : Math.min(...rows(phase)),
        to: phase === 'return' ? steps.length + 1 : Math.max(...rows(phase)),
      })),
    nodes: [...main.nodes, ...exits.flatMap((exit) => exit.nodes)],
    edges: [...main.edges, ...exits.flatMap((exit) => exit.edges)],
  };
}

/** Boxes and arrows that belong together. */
export type Part = Pick<Flow, 'nodes' | 'edges'>;

function mainPath({ steps, limitFrom, limit }: ProcedureData): Part {
  let sum = 0;
  const boxes = steps.map((step, i): FlowNode => {
    sum += step.days;
    const note = [
      `B${i + 1}: ${number(step.days)} ngày = ${number(step.days * 8)} giờ`,
      `cộng dồn ${number(sum * 8)} giờ`,
    ];
    return { id: step.id, row: i + 1, lane: step.role, kind: 'step', text: step.name, note };
  });
  const nodes: FlowNode[] = [
    { id: '_start', row: 0, lane: 'applicant', kind: 'start', text: both('Nộp hồ sơ', 'File') },
    ...boxes,
    {
      id: '_end',
      row: steps.length + 1,
      lane: 'applicant',
      kind: 'start',
      text: both('Nhận kết quả', 'Collect the result'),
    },
  ];
  const accepted = steps.findLastIndex((step) => step.phase === 'intake') + 1;
  const clock =
    limitFrom === 'councilNotice' && limit !== undefined
      ? both(
          `Tiếp nhận (mẫu 01); hội đồng đánh giá theo đợt; từ thông báo: ${limitText(limit).vi}`,
          `accepted (form 01); council in batches; ${limitText(limit).en} from its notice`,
        )
      : both('Tiếp nhận (mẫu 01): bắt đầu tính thời hạn', 'accepted (form 01): the clock starts');
  const edges = nodes.slice(1).map((node, i): FlowEdge => {
    const from = nodes[i]?.id ?? '';
    return { from, to: node.id, kind: 'main', ...(i === accepted && { label: clock }) };
  });
  return { nodes, edges };
}
