/** Reads a CDK cloud assembly (`cdk.out`): its templates, and where each Lambda asset lies on disk. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.looseObject({
        templateFile: z.string().optional(),
        stackName: z.string().optional(),
        file: z.string().optional(),
      }),
    }),
  ),
});

const AssetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

// Strict: a section that is not known here (Transform, for example) refuses the boot rather than being skipped.
const Template = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Rules: z.unknown().optional(), // deploy-time assertions (the bootstrap version); nothing to run
  Parameters: z
    .record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() }))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.looseObject({
        Value: z.unknown(),
        Condition: z.string().optional(),
        Export: z.object({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
});

/** A CloudFormation template as far as the embedded cloud reads it. */
export type Template = z.infer<typeof Template>;

/** One stack of the assembly. */
export interface StackTemplate {
  readonly name: string;
  readonly template: Template;
}

/** A loaded assembly: stacks in the order of the manifest, and asset folders by the object key the templates name. */
export interface Assembly {
  readonly dir: string;
  readonly stacks: readonly StackTemplate[];
  readonly assets: ReadonlyMap<string, string>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Loads `dir`; throws when a template has a section that cannot be honoured. */
export function loadAssembly(dir: string): Assembly {
  const { artifacts } = Manifest.parse(readJson(join(dir, 'manifest.json')));
  const stacks: StackTemplate[] = [];
  const assets = new Map<string, string>();
  for (const [id, { type, properties }] of Object.entries(artifacts)) {
    if (type === 'cdk:cloud-assembly')
      throw new Error(`${id}: nested assemblies (CDK stages) are not supported locally`);
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) {
      const parsed = Template.safeParse(readJson(join(dir, properties.templateFile)));
      if (!parsed.success) throw new Error(`Stack ${id}: ${z.prettifyError(parsed.error)}`);
      stacks.push({ name: properties.stackName ?? id, template: parsed.data });
    }
    if (type === 'cdk:asset-manifest' && properties.file !== undefined)
      for (const file of Object.values(AssetManifest.parse(readJson(join(dir, properties.file))).files))
        for (const { objectKey } of Object.values(file.destinations))
          if (file.source.packaging === 'zip' && file.source.path !== undefined)
            assets.set(objectKey, join(dir, file.source.path));
  }
  return { dir, stacks, assets };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

/**
 * SHA-256 over all templates of an assembly as canonical JSON. The templates name their bundles by content hash, so
 * equal hashes mean equal infrastructure and equal code.
 */
export function assemblyHash(dir: string): string {
  const { artifacts } = Manifest.parse(readJson(join(dir, 'manifest.json')));
  const files = Object.values(artifacts).flatMap((a) =>
    a.type === 'aws:cloudformation:stack' ? (a.properties.templateFile ?? []) : [],
  );
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\n${canonical(readJson(join(dir, file)))}\n`);
  return hash.digest('hex');
}
