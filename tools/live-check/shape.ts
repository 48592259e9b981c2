/** What a value is made of, without the value. A list of them has one shape, that of all its items. */
export interface Shape {
  /** Such as `string` or `null`; several where it differs between the items of a list. */
  readonly types: readonly string[];
  /** What is in its objects, by name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What its lists are of; null where it is none, or nothing is in it. */
  readonly items: Shape | null;
}

export interface Field {
  readonly shape: Shape;
  /** Whether some of the objects do not have it. */
  readonly isOptional: boolean;
}

/** As deep as anybody looks: what is further inside is told without its fields. */
const deepest = 12;

/** The shape of a value that was JSON. */
export function shapeOf(value: unknown, depth = 0): Shape {
  if (Array.isArray(value)) {
    return listOf(depth < deepest ? value.map(item => shapeOf(item, depth + 1)) : []);
  }
  if (typeof value !== 'object' || value === null)
    return plain(value === null ? 'null' : typeof value);
  const entries = depth < deepest ? Object.entries(value) : [];
  return objectOf(entries.map(([name, inner]) => [name, shapeOf(inner, depth + 1)]));
}

/** The shape of something that has nothing inside. */
export function plain(type: string): Shape {
  return { types: [type], fields: new Map(), items: null };
}

export function objectOf(entries: readonly (readonly [name: string, shape: Shape])[]): Shape {
  const fields = entries.map(([name, shape]) => [name, { shape, isOptional: false }] as const);
  return { types: ['object'], fields: new Map(fields), items: null };
}

export function listOf(items: readonly Shape[]): Shape {
  const [first, ...others] = items;
  return {
    types: ['array'],
    fields: new Map(),
    items: first === undefined ? null : others.reduce(merged, first),
  };
}

/** The shape of what may have either of two. */
export function merged(one: Shape, other: Shape): Shape {
  const areObjects = one.types.includes('object') && other.types.includes('object');
  const names = new Set([...one.fields.keys(), ...other.fields.keys()]);
  const fields = [...names].map(
    name => [name, mergedField(one.fields.get(name), other.fields.get(name), areObjects)] as const,
  );
  const items =
    one.items && other.items ? merged(one.items, other.items) : (one.items ?? other.items);
  return { types: [...new Set([...one.types, ...other.types])], fields: new Map(fields), items };
}

/** A field that one of two objects does not have is optional; a text beside an object has none anyway. */
function mergedField(one: Field | undefined, other: Field | undefined, areObjects: boolean): Field {
  if (one !== undefined && other !== undefined) {
    const isOptional = one.isOptional || other.isOptional;
    return { shape: merged(one.shape, other.shape), isOptional };
  }
  const { shape, isOptional } = one ?? other ?? { shape: plain('nothing'), isOptional: true };
  return { shape, isOptional: isOptional || areObjects };
}
