import { append } from '../../functions/app/append.ts';
import type { ExecutePorts } from '../../functions/app/execute.ts';
import type { Commit, CommitOutcome, DossierStore } from '../../functions/app/ports.ts';
import type { SpineStore } from '../../functions/app/spine.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { type Dossier, nextTimerAt, stepOf } from '../../functions/core/dossier/dossier.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import type { StaffRecord } from '../../functions/core/rights/staff.ts';
import {
  calendar,
  ID,
  judge,
  MORNING,
  must,
  policy,
  procedure,
  type Story,
  submitted,
} from '../core/dossier/support.ts';

/** The spine's own fields on HEAD. */
interface SpineFields {
  spineRun: number;
  spineSeq?: number;
  taskToken?: string;
  stuckSince?: string;
}

/** One dossier in memory, with the ports through which the use cases reach it. Plain objects; a test may change them. */
export interface World {
  now: number;
  story: Story;
  readonly spine: SpineFields;
  /** Runs once, right before the next commit or read: someone else is faster. */
  meanwhile: (() => void) | undefined;
  readonly commits: Commit[];
  /** The staff directory of the unit, by subject. */
  readonly directory: Map<string, StaffRecord>;
  readonly ports: ExecutePorts & { readonly spines: SpineStore; readonly store: DossierStore };
  /** A command that goes straight into the story, as if another caller had made it. */
  readonly happens: (command: Command, actor: Actor) => void;
}

/** What the commit writes to HEAD beside the dossier: a waking event marks it, a restart takes the token off. */
const touchSpine = (spine: SpineFields, { event, after }: Pick<Commit, 'event' | 'after'>): void => {
  if (after.wakeSeq === event.seq) spine.stuckSince ??= String(event.at);
  if (event.type === 'spineRestarted') {
    spine.spineRun = event.data.run;
    delete spine.taskToken;
  }
};

export const worldOf = (story: Story = submitted(), spine: Partial<SpineFields> = {}): World => {
  const replays = new Map<string, NonNullable<Commit['replay']>>();
  const alerts = new Set<string>();
  const add = (commit: Pick<Commit, 'event' | 'after' | 'items'>) => {
    const { dossier: _, events, items, rules } = world.story;
    const added = [...items, ...commit.items];
    world.story = { dossier: commit.after, events: [...events, commit.event], items: added, rules };
    touchSpine(world.spine, commit);
  };
  const interrupted = () => {
    const run = world.meanwhile;
    world.meanwhile = undefined;
    run?.();
  };
  const commit = async (commit: Commit): Promise<CommitOutcome> => {
    interrupted();
    if (commit.replay && replays.has(commit.replay.key)) return 'replayed';
    if (commit.before?.seq !== world.story.dossier.seq) return 'changed';
    const kept = commit.items.flatMap((item) =>
      item.kind === 'ALERT' ? [`${item.stage}#${item.version}`] : [],
    );
    if (kept.some((key) => alerts.has(key))) return 'changed';
    for (const key of kept) alerts.add(key);
    if (commit.replay) replays.set(commit.replay.key, commit.replay);
    add(commit);
    world.commits.push(commit);
    return 'committed';
  };
  const world: World = {
    now: must(story.events.at(-1)).at,
    story,
    spine: { spineRun: 1, stuckSince: String(MORNING), ...spine },
    meanwhile: undefined,
    commits: [],
    directory: new Map(),
    happens(command, actor) {
      const decision = judge(world.story, command, actor, world.now);
      if (!decision.ok) throw new Error(`refused: ${decision.error.code}`);
      const { dossier } = world.story;
      add({
        ...append(dossier, decision.value.event, { id: ID, actor, at: world.now, policy }),
        items: decision.value.items,
      });
    },
    ports: {
      store: {
        head: async (id) => (id === ID ? world.story.dossier : undefined),
        replay: async (key) => replays.get(key),
        commit,
      },
      clock: { now: () => world.now },
      staff: { record: async (_unit, who) => world.directory.get(who) ?? { delegations: [] } },
      random: { dossierId: () => ID, token: (bytes) => 'r'.repeat(bytes) },
      catalogue: {
        procedures: async () => [procedure],
        versions: async () => [procedure],
        office: async () => ({ unit: policy.unit, calendar }),
        policy: async () => policy,
      },
      spines: {
        async spineHead(id) {
          if (id !== ID) return undefined;
          const { code, phase, seq, wakeSeq } = world.story.dossier;
          const routed = {
            step: stepOf(world.story.dossier)?.id,
            nextTimerAt: nextTimerAt(world.story.dossier),
          };
          return { dossierId: ID, code, phase, seq, wakeSeq, ...routed, ...world.spine };
        },
        async markStuck(_id, run, at) {
          if (run === world.spine.spineRun) world.spine.stuckSince ??= String(at);
        },
        stuck: async () => (world.spine.stuckSince === undefined ? [] : [ID]),
      },
    },
  };
  return world;
};

export const headOf = (world: World): Dossier => world.story.dossier;
