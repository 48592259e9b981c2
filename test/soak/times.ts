import * as v from 'valibot';
import { time } from '../../src/store/schema.ts';

type Schema = v.GenericSchema;

/**
 * The value with each time in it moved by `ms`, and all else as it is. A time is what its schema says
 * is one, whatever it is called; 0 there means never.
 */
export function movedTimes(schema: Schema, value: unknown, ms: number): unknown {
  if (isTime(schema)) return typeof value === 'number' && value !== 0 ? value + ms : value;
  if ('wrapped' in schema && isSchema(schema.wrapped)) {
    return movedTimes(schema.wrapped, value, ms);
  }
  if ('options' in schema) return movedTimes(optionFor(schema.options, value), value, ms);
  if (Array.isArray(value)) return value.map(item => movedTimes(itemOf(schema), item, ms));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    return [key, movedTimes(entryOf(schema, key), inner, ms)];
  });
  return Object.fromEntries(entries);
}

/** A copy, such as one with a fallback, is one too: it holds the very same pipe. */
function isTime(schema: Schema): boolean {
  return 'pipe' in schema && schema.pipe === time.pipe;
}

/** The one of them that the value is an example of; a choice between plain values holds no time. */
function optionFor(options: unknown, value: unknown): Schema {
  const schemas = Array.isArray(options) ? options.filter(isSchema) : [];
  return schemas.find(option => v.is(option, value)) ?? plain;
}

function itemOf(schema: Schema): Schema {
  return 'item' in schema && isSchema(schema.item) ? schema.item : unknownIn(schema);
}

function entryOf(schema: Schema, key: string): Schema {
  const entries = 'entries' in schema ? schema.entries : undefined;
  const entry: unknown = v.is(v.record(v.string(), v.unknown()), entries)
    ? entries[key]
    : undefined;
  return isSchema(entry) ? entry : unknownIn(schema);
}

/** What nobody knows the insides of: a time could be missed in there. */
function unknownIn(schema: Schema): never {
  throw new Error(`There is more in a value than its schema says: ${schema.type}.`);
}

/** Of a value that holds nothing else. */
const plain = v.unknown();

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
