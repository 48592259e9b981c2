import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** The outermost element of a text in XML; null where it is none. */
export function rootIn(text: string): XmlElement | null {
  if (!text.trimStart().startsWith('<')) return null;
  try {
    return parseXml(text).root;
  } catch {
    // The exception would quote the text, tokens and all.
    return null;
  }
}

/** The elements that stand right in another one. */
export function elementsIn(element: XmlElement): XmlElement[] {
  return element.children.filter(child => child instanceof XmlElement);
}
