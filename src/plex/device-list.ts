import { parseXml, type XmlDocument, XmlElement } from '@rgrove/parse-xml';
import * as v from 'valibot';
import { number } from './fields.ts';

/** A row of an account's list of devices: of its many fields no more than these three are read. */
export interface Device {
  readonly clientIdentifier: string;
  /** What it is ended by; null where that cannot be read. */
  readonly deviceId: number | null;
  /** When plex.tv has seen it last, epoch ms; null where that cannot be read. */
  readonly lastSeenAt: number | null;
}

/** The longest list that is believed: what was cut off would look as if it had ended. */
const mostDevices = 10_000;

/** Unix seconds of ten digits, which last until the year 2286. */
const seconds = v.pipe(number, v.integer(), v.minValue(1), v.maxValue(9_999_999_999));

const row = v.object({
  clientIdentifier: v.pipe(v.string(), v.regex(/^[!-~]{1,200}$/)),
  id: v.fallback(v.nullable(v.pipe(number, v.safeInteger(), v.minValue(1))), null),
  lastSeenAt: v.fallback(
    v.nullable(
      v.pipe(
        seconds,
        v.transform(value => value * 1_000),
      ),
    ),
    null,
  ),
});

/**
 * The devices in the XML of such a list; null where it is none. A row that does not say whose it is
 * is left out, and takes no other along. Each row has its device's token as well: none is kept, nor
 * is the text of an error, which would quote it.
 */
export function devicesIn(xml: string): Device[] | null {
  const rows = rowsOf(xml);
  if (rows === null || rows.length > mostDevices) return null;
  return rows.flatMap(({ attributes }) => {
    const parsed = v.safeParse(row, attributes);
    if (!parsed.success) return [];
    const { clientIdentifier, id, lastSeenAt } = parsed.output;
    return [{ clientIdentifier, deviceId: id, lastSeenAt }];
  });
}

function rowsOf(xml: string): XmlElement[] | null {
  const root = documentOf(xml)?.root;
  if (root?.name !== 'MediaContainer') return null;
  const elements = root.children.filter(child => child instanceof XmlElement);
  return elements.filter(({ name }) => name === 'Device');
}

function documentOf(xml: string): XmlDocument | null {
  try {
    return parseXml(xml);
  } catch {
    return null;
  }
}
