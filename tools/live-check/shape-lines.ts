import { type Field, merged, type Shape } from './shape.ts';

/** What a field's name looks like; anything else may be somebody's name, or a token. */
const plainName = /^[A-Za-z_][\w-]{0,40}$/;

/** Stands for all the names in an object that are not shown. */
const hidden = '(a name that is not shown)';

/**
 * A shape in lines of text. A name is shown only if it is a plain one, and none that stands anywhere
 * as a value: an object may have people's tokens for the names of its fields.
 */
export function shapeLines(shape: Shape, values: ReadonlySet<string>): string[] {
  return [wordsFor(shape), ...linesInside(shape, values)];
}

function wordsFor({ types, items }: Shape): string {
  const words = types.map(type =>
    type === 'array' ? `array of ${items === null ? 'nothing' : wordsFor(items)}` : type,
  );
  return words.join(' or ');
}

function linesInside({ fields, items }: Shape, values: ReadonlySet<string>): string[] {
  const shown = [...shownFields(fields, values)].flatMap(([name, { shape, isOptional }]) => {
    const [words, ...inside] = shapeLines(shape, values);
    return [`  ${name}${isOptional ? '?' : ''}: ${words}`, ...inside.map(line => `  ${line}`)];
  });
  return items === null ? shown : [...shown, ...linesInside(items, values)];
}

/** The fields by the names that may be shown; all others are one, whose number nobody is told. */
function shownFields(
  fields: ReadonlyMap<string, Field>,
  values: ReadonlySet<string>,
): Map<string, Field> {
  const shown = new Map<string, Field>();
  for (const [name, field] of fields) {
    const isShown = plainName.test(name) && !values.has(name);
    const before = isShown ? undefined : shown.get(hidden);
    const shape = before === undefined ? field.shape : merged(before.shape, field.shape);
    shown.set(isShown ? name : hidden, { ...field, shape });
  }
  return shown;
}
