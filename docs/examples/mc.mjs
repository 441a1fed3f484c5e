// Plays a person at the API of the embedded cloud; the README's day at the front desk is told with it.
//   node docs/examples/mc.mjs <who> file                                files and submits the example, prints its id
//   node docs/examples/mc.mjs <who> get <path>                          GET
//   node docs/examples/mc.mjs <who> post <path> [JSON]                  POST with a key of its own
//   node docs/examples/mc.mjs <who> do <id> <verb> [JSON]               POST /dossiers/<id>/<verb>, waits for the machines
//   node docs/examples/mc.mjs <who> upload <id> <verb> <file> [JSON]    declares a file by <verb> and uploads it
// The address comes from MC_URL, else from the data folder of `npm start` (MC_DATA, by default .data).
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const unit = 'SXD-H05';
const people = {
  citizen: { sub: 'citizen-1', roles: ['applicant'] },
  desk: { sub: 'desk-1', roles: ['frontDesk'], unit },
  desk2: { sub: 'desk-2', roles: ['frontDesk'], unit },
  oneStopHead: { sub: 'one-stop-head-1', roles: ['headOfOneStop'], unit },
  head: { sub: 'division-head-1', roles: ['divisionHead'], unit },
  appraiser: { sub: 'appraiser-1', roles: ['appraiser'], unit },
  leader: { sub: 'leader-1', roles: ['departmentLeader'], unit },
  clerk: { sub: 'clerk-1', roles: ['clerk'], unit },
  agency: { sub: 'agency-1', roles: ['consultedAgency'], unit: 'SNNMT-H05' },
  admin: { sub: 'admin-1', roles: ['administrator'], unit },
};
const verbs = ['file', 'get', 'post', 'do', 'upload'];

const [who, verb, ...rest] = process.argv.slice(2);
if (!(who in people) || !verbs.includes(verb)) {
  console.error(`Usage: mc <${Object.keys(people).join('|')}> <${verbs.join('|')}> …`);
  process.exit(1);
}

const address = async () => {
  const { url, apiUrl = url } = JSON.parse(
    await readFile(`${process.env.MC_DATA ?? '.data'}/cloud.json`, 'utf8'),
  );
  return apiUrl;
};
const url = process.env.MC_URL ?? (await address());
const issued = await fetch(`${url}/_local/token`, {
  method: 'POST',
  body: JSON.stringify({ ...people[who], minutes: 60 }),
});
const { access_token: token } = await issued.json();

const call = async (method, path, body) => {
  const headers = { authorization: `Bearer ${token}` };
  if (method === 'POST') Object.assign(headers, { 'idempotency-key': randomUUID(), 'content-type': 'application/json' });
  const response = await fetch(`${url}${path}`, { method, headers, ...(method === 'POST' && { body: body ?? '{}' }) });
  const answer = await response.json();
  if (response.ok) return answer;
  console.error(JSON.stringify(answer, null, 2));
  process.exit(1);
};

/** Machines have the next move for a second or two; a person waits for them. */
const settled = async (id) => {
  for (let look = 0; look < 120; look++) {
    const dossier = await call('GET', `/dossiers/${id}`);
    if (dossier.waitsFor !== 'system') return dossier;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`dossier ${id} still waits for a machine`);
};

const send = async (slots, bytes) => {
  for (const { n, url: at, fields } of slots) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([bytes]));
    const { status } = await fetch(at, { method: 'POST', body: form });
    if (status !== 204) throw new Error(`upload of document ${n} answered ${status}`);
  }
};

const line = ({ code, statusName, phase, waitsFor, due, step, result }) =>
  [code, statusName, step?.id ?? phase, waitsFor && `waits for ${waitsFor}`, due && `due ${due.at}`, result?.number]
    .filter(Boolean)
    .join(' · ');

const here = (name) => readFile(new URL(name, import.meta.url));

if (verb === 'file') {
  const draft = await call('POST', '/dossiers', await here('dossier.json'));
  const files = { DON: 'don.pdf', QDDA: 'qdda.pdf', BANVE: 'banve.pdf' };
  for (const slot of draft.uploads) await send([slot], await here(files[slot.component]));
  await call('POST', `/dossiers/${draft.id}/submit`);
  console.error(line(await settled(draft.id)));
  console.log(draft.id);
} else if (verb === 'get') {
  console.log(JSON.stringify(await call('GET', rest[0]), null, 2));
} else if (verb === 'post') {
  console.log(JSON.stringify(await call('POST', rest[0], rest[1]), null, 2));
} else if (verb === 'do') {
  const [id, command, body] = rest;
  await call('POST', `/dossiers/${id}/${command}`, body);
  console.log(line(who === 'agency' ? { statusName: 'answered' } : await settled(id)));
} else {
  const [id, command, path, body = '{}'] = rest;
  const bytes = await readFile(path);
  const file = {
    ...{ name: path.split('/').at(-1), mediaType: 'application/pdf', size: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...JSON.parse(body),
  };
  const declared = command === 'supplement-files' ? { files: [file] } : file;
  const { uploads } = await call('POST', `/dossiers/${id}/${command}`, JSON.stringify(declared));
  await send(uploads, bytes);
  console.log(`uploaded ${file.name} as document ${uploads.map(({ n }) => n).join(', ')}`);
}
