import type { XmlElement } from '@rgrove/parse-xml';
import { listOf, objectOf, plain, type Shape } from './shape.ts';
import { elementsIn } from './xml.ts';

/** The shape of a document in XML: that of an object which has nothing but its outermost element. */
export function xmlShape(root: XmlElement): Shape {
  return objectOf([[root.name, elementShape(root)]]);
}

/** An element as an object: of its attributes, and of a list for each name that elements in it have. */
function elementShape(element: XmlElement): Shape {
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => [name, attributeShape(value)] as const,
  );
  const inner = elementsIn(element);
  const names = [...new Set(inner.map(({ name }) => name))];
  const lists = names.map(name => {
    const shapes = inner.filter(other => other.name === name).map(elementShape);
    return [name, listOf(shapes)] as const;
  });
  return objectOf([...attributes, ...lists]);
}

function attributeShape(value: string): Shape {
  return plain(/^-?\d+(?:\.\d+)?$/.test(value) ? 'text like a number' : 'text');
}
