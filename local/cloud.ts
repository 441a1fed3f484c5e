/** The embedded cloud: every service a CDK assembly of this product needs, on one port of this machine. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from './clock.ts';
import { openCloudFile } from './cloud-file.ts';
import type { Cloud, CloudOptions } from './cloud-types.ts';
import { directTo, faultyWay } from './dynamo/direct.ts';
import { startDynamo } from './dynamo/index.ts';
import { type Bus, createBus, Passed } from './events/bus.ts';
import { DeadLetter } from './events/delivery.ts';
import { lendingClock } from './events/lending.ts';
import { openList } from './events/list.ts';
import { eicarScanner } from './events/scan.ts';
import { createGuardDuty, type ScanHosts, uploadListener } from './events/uploads.ts';
import { busRules, connectStreams, type Hosts, startSchedules, statusEvent } from './events/wiring.ts';
import { faultyDoor } from './faults.ts';
import { createDoor } from './front/door.ts';
import { type Handler, listen, sendJson } from './front/http.ts';
import { createHttpApi } from './front/http-api.ts';
import { createIssuer } from './front/issuer.ts';
import { createLambda } from './front/lambda.ts';
import { createLocalApi } from './front/local-api.ts';
import { createOutbox, Message } from './front/outbox.ts';
import { apiRoutes } from './front/routes.ts';
import { createSenders } from './front/senders.ts';
import { createWire } from './front/wire.ts';
import { createAccess } from './iam/access.ts';
import { gate, refuseJson } from './iam/gate.ts';
import { machineInvoker } from './iam/machines.ts';
import { dynamoNeeds, guardDutyNeeds, sfnNeeds } from './iam/needs.ts';
import { functionLog, functionSpecs } from './lambda/functions.ts';
import { inlineHosts } from './lambda/inline.ts';
import { createPool } from './lambda/pool.ts';
import { seeded, versionsOf } from './lambda/random.ts';
import { cloudNames } from './names.ts';
import { createResources } from './resources.ts';
import { createS3, type S3Host } from './s3/index.ts';
import { createSfn } from './sfn/index.ts';
import { loadAssembly } from './template/assembly.ts';
import { deployHere } from './template/here.ts';
import { LOCAL } from './template/physical.ts';

export type { Cloud, CloudOptions } from './cloud-types.ts';

const DRAIN_MS = 3000;

/** Boots the cloud from an unmodified assembly, or refuses it naming what cannot be honoured. */
export async function startCloud(o: CloudOptions): Promise<Cloud> {
  process.env.TZ = 'UTC'; // Lambda's time zone; workers share it with the process
  const closers: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await boot(o, closers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function boot(o: CloudOptions, closers: (() => unknown)[], stop: () => Promise<void>): Promise<Cloud> {
  const { clock = realClock(), scanner = eicarScanner, log = () => {} } = o;
  const virtual = o.clock !== undefined;
  const dir = o.dir ?? mkdtempSync(join(tmpdir(), 'mot-cua-'));
  mkdirSync(dir, { recursive: true });
  if (o.dir === undefined) closers.push(() => rmSync(dir, { recursive: true, force: true }));

  const assembly = loadAssembly(o.assembly);
  const lending = lendingClock(clock);
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const tables = { dir: o.dir, clock: lending.clock, memory: o.memory, lags: o.faults?.lags };
  const dynamo = await startDynamo({ ...tables, ...(endpoint && { endpoint }) }); // locks `dir`
  closers.push(() => dynamo.close());

  let handler: Handler = async (_req, res) => sendJson(res, 503, { message: 'Starting' });
  const { server, port } = await listen(o.port ?? 0, (req, res) => handler(req, res));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  const url = `http://127.0.0.1:${port}`;
  const { boots, save } = openCloudFile(dir, url, () => clock.now());
  const deployment = deployHere(assembly, url, o.parameters);
  const access = createAccess(deployment, log);

  // A restart must not repeat the identifiers of the run before it.
  const seed = `${o.seed ?? 1}/${boots}`;
  const random = virtual ? seeded(seed) : { float: Math.random, uuid: randomUUID };
  const randomId = (): string => random.uuid();
  const guard = realClock();
  const wire = createWire((req, res) => handler(req, res));
  const way = directTo(dynamo, access);
  const database = way && o.faults ? faultyWay(way, o.faults, (key) => pool.crash(key)) : way;
  const inline = o.inline && inlineHosts({ wire, database }, o.inline.shortcut);
  if (inline) closers.push(inline.close);
  const output = functionLog(join(dir, 'logs'), () => clock.now());
  closers.push(() => output.close());
  const pool = createPool({
    functions: functionSpecs(deployment, assembly, access, url).map((spec) =>
      o.inline?.dirOf ? { ...spec, dir: o.inline.dirOf(spec.name) } : spec,
    ),
    clock,
    guard: inline ? undefined : guard, // how fast this machine is decides nothing on this thread
    workers: o.workers ?? (virtual ? 1 : Math.min(4, availableParallelism() + 1)),
    ...(virtual && { seed }),
    ...(inline && { startHost: inline.start }),
    requestId: randomId,
    ...(o.faults && { faults: o.faults }),
    log: output.write,
  });
  closers.push(
    () => guard.close(),
    () => pool.close(),
  );

  const deadLetters = openList(join(dir, 'dead-letters.jsonl'), DeadLetter);
  const outbox = createOutbox(openList(join(dir, 'outbox.jsonl'), Message), clock);
  const passed = openList(join(dir, 'events.jsonl'), Passed);
  let bus: Bus | undefined;
  let stopping = false; // what breaks while stopping has not happened: it is taken up at the next boot
  const sfn = createSfn({
    dir: o.dir === undefined ? undefined : join(dir, 'sfn'),
    clock,
    random: () => random.float(),
    randomId,
    invoke: machineInvoker({ deployment, access, pool, clock, wire }),
    onStatus: (change) => stopping || bus?.publish(statusEvent(change)),
    region: LOCAL.region,
    account: LOCAL.account,
  });
  closers.push(() => sfn.close());
  const hosts: Hosts = { deployment, clock, pool, sfn, deadLetters, faults: o.faults, randomId };

  const events = createBus({
    clock,
    rules: busRules(hosts),
    dir: o.dir === undefined ? undefined : join(dir, 'events'),
    ...{ randomId, deadLetters, passed, faults: o.faults },
  });
  bus = events;

  const scans: ScanHosts = { ...{ deployment, bus: events, clock, scanner }, s3: () => s3 };
  const s3: S3Host = createS3({
    dir: join(dir, 's3'),
    clock,
    randomId,
    credentials: LOCAL,
    access,
    ...(virtual && { nextVersion: versionsOf(seed) }),
    onCreated: uploadListener(scans),
  });
  closers.push(() => s3.close());
  await createResources(deployment, { s3, dynamo, sfn });

  const api = apiRoutes(deployment, `${url}/_local/issuer`);
  const issuer = await createIssuer({
    url: `${url}/_local/issuer`,
    audience: api.audience,
    keyFile: join(dir, 'issuer.pem'),
    clock,
  });
  const door = createDoor(
    {
      dynamo: gate(access, dynamoNeeds, refuseJson, dynamo.handle),
      sfn: gate(access, (call, body) => sfnNeeds(call, body, sfn.machinesOf), refuseJson, sfn.handle),
      s3: s3.handle, // checks by itself: what it needs depends on what it holds
      guardDuty: gate(access, guardDutyNeeds, refuseJson, createGuardDuty(scans)),
      lambda: createLambda({ deployment, access, pool }),
      ...createSenders({ deployment, access, outbox, bus: events, randomId }),
      local: createLocalApi({
        issuer,
        clock,
        virtual,
        moved: save,
        setFaults: outbox.setFaults,
        lists: {
          outbox: outbox.all,
          events: passed.all,
          'dead-letters': deadLetters.all,
          inert: () => deployment.inert,
          names: () => cloudNames(deployment),
        },
      }),
      api: createHttpApi({ ...api, clock, pool, issuer, randomId }),
      isBucket: s3.hasBucket,
      isKey: (accessKeyId) => access.secret(accessKeyId) !== undefined,
    },
    clock,
  );
  handler = o.faults ? faultyDoor(door, o.faults, { crash: pool.crash, expire: sfn.expire }) : door;

  // Everything can receive: take up what a stop or a crash interrupted.
  sfn.resume();
  events.resume();
  void s3.redeliver();
  connectStreams(hosts, dynamo, lending);
  startSchedules(hosts);
  closers.push(async () => {
    clock.close(); // nothing new starts; what is under way may end
    await Promise.race([
      clock.settle(),
      new Promise<void>((late) => guard.timer(guard.now() + DRAIN_MS, late)),
    ]);
    stopping = true;
    clock.close();
    save();
  });
  log(`embedded cloud at ${url}`);
  return {
    url,
    apiUrl: url,
    clock,
    names: cloudNames(deployment),
    inert: deployment.inert,
    scanner: scanner.name,
    wire,
    database,
    token: issuer.token,
    outbox: outbox.all,
    deadLetters: deadLetters.all,
    stop,
  };
}
