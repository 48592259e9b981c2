import type { XmlElement } from '@rgrove/parse-xml';
import { type Answer, jsonIn } from './answer.ts';
import { elementsIn, rootIn } from './xml.ts';

/** Every text that stands in an answer as a value, so that none of them is shown as a name. */
export function valuesIn(answer: Answer): string[] {
  const root = rootIn(answer.body);
  return root === null ? textsIn(jsonIn(answer)) : attributesIn(root);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function attributesIn(element: XmlElement): string[] {
  const inner = elementsIn(element).flatMap(attributesIn);
  return [element.text, ...Object.values(element.attributes), ...inner];
}
