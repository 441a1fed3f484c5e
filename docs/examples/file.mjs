// Files the example dossier as an applicant's own program would: draft, uploads, submission.
//   node docs/examples/file.mjs <API address> <token>
import { readFile } from 'node:fs/promises';

const [api, token] = process.argv.slice(2);
if (!api || !token) {
  console.error('Usage: node docs/examples/file.mjs <API address> <token>');
  process.exit(1);
}
const here = (name) => readFile(new URL(name, import.meta.url));
const files = { DON: 'don.pdf', QDDA: 'qdda.pdf', BANVE: 'banve.pdf' };
const run = Date.now();

const post = async (path, body, key) => {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  const response = await fetch(`${api}${path}`, { method: 'POST', headers, body });
  const answer = await response.json();
  if (response.ok) return answer;
  console.error(JSON.stringify(answer, null, 2));
  process.exit(1);
};

const draft = await post('/dossiers', await here('dossier.json'), `file-${run}`);
console.log(`draft      ${draft.id}, public tracking token ${draft.trackingToken}`);
for (const { component, url, fields } of draft.uploads) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([await here(files[component])]));
  const { status } = await fetch(url, { method: 'POST', body: form });
  console.log(`uploaded   ${component}: ${status === 204 ? 'ok' : `refused with ${status}`}`);
}
const dossier = await post(`/dossiers/${draft.id}/submit`, '{}', `submit-${run}`);
console.log(`submitted  ${dossier.code}: ${dossier.statusName}, to be answered by ${dossier.due.at}`);

// The machine looks at the files next; the front desk can accept once it is done.
for (let look = 0; look < 60; look++) {
  const headers = { authorization: `Bearer ${token}` };
  const { phase } = await (await fetch(`${api}/dossiers/${draft.id}`, { headers })).json();
  if (phase !== 'VERIFY') {
    console.log(`verified   ${phase === 'ACCEPTANCE' ? 'every file is clean' : `now in ${phase}`}`);
    break;
  }
  await new Promise((done) => setTimeout(done, 500));
}
