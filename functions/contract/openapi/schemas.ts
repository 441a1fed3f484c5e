import * as z from 'zod';

/** A JSON Schema of the document. */
export type Schema = z.core.JSONSchema.BaseSchema;

/** JSON Schemas as the document shows them: those with a name stand once, under `#/components/schemas`. */
export class Schemas {
  readonly named: Record<string, Schema> = {};

  /**
   * Of what is sent (`input`), where an unknown field is refused, or answered (`output`), where one may be added some
   * day. Two different schemas under one name are a bug.
   */
  of(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const override = io === 'input' ? plain : open;
    const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io, override });
    for (const [name, each] of Object.entries(relocated($defs))) {
      const known = this.named[name];
      if (known && JSON.stringify(known) !== JSON.stringify(each))
        throw new Error(`Two schemas are called ${name}.`);
      this.named[name] = each;
    }
    return relocated(own);
  }
}

/** Leaves out what says nothing: the bounds of every integer, and that the names of fields are texts. */
const plain = ({ jsonSchema }: { jsonSchema: Schema }): void => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  const { propertyNames } = jsonSchema;
  if (typeof propertyNames === 'object' && Object.keys(propertyNames).join() === 'type')
    delete jsonSchema.propertyNames;
};

const open = (context: { jsonSchema: Schema }): void => {
  plain(context);
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
};

const relocated = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
