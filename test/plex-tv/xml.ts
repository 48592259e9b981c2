type Fields = Record<string, unknown>;

/** An element whose attributes are the fields that have a value of their own. */
export function element(name: string, fields: Fields, children: readonly string[] = []): string {
  const attributes = Object.entries(fields)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return children.length === 0
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>${children.join('')}</${name}>`;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
