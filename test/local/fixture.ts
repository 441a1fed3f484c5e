// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder under the system's temporary one, gone after the tests of the file. */
export function tempDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  folders.push(folder);
  return folder;
}

/** Writes a cloud assembly as CDK would: one template per stack, one asset folder per bundle (`asset:<name>` as key). */
export function writeAssembly(stacks: Record<string, object>, bundles: Record<string, string> = {}): string {
  const dir = tempDir();
  const files: Record<string, object> = {};
  let templates = JSON.stringify(stacks);
  for (const [name, source] of Object.entries(bundles)) {
    const hash = createHash('sha256').update(source).digest('hex');
    mkdirSync(join(dir, `asset.${name}`));
    writeFileSync(join(dir, `asset.${name}`, 'index.mjs'), source);
    const source_ = { path: `asset.${name}`, packaging: 'zip' };
    files[name] = { source: source_, destinations: { here: { objectKey: `${hash}.zip` } } };
    templates = templates.replaceAll(`asset:${name}`, `${hash}.zip`);
  }
  const artifacts: Record<string, object> = {
    assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };
  writeFileSync(join(dir, 'assets.json'), JSON.stringify({ version: '1', files }));
  for (const [name, template] of Object.entries<object>(JSON.parse(templates))) {
    writeFileSync(join(dir, `${name}.template.json`), JSON.stringify(template));
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: `${name}.template.json` },
    };
  }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  return dir;
}

/** A Lambda function resource that runs the bundle `name`. */
export const lambda = (name: string, variables: object = {}, timeout = 10) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: `asset:${name}` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: timeout,
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Environment: { Variables: variables },
  },
});

/** A role that may do `actions`. */
export const role = (...actions: string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Policies: [
      {
        PolicyName: 'Own',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: actions.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
        },
      },
    ],
  },
});

/** The EICAR test file, spelled backwards here so that no scanner takes this source for it. */
export const eicar = '*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X'
  .split('')
  .reverse()
  .join('');
