import type { XmlElement } from '@rgrove/parse-xml';
import { elementsIn, rootIn } from '../../tools/live-check/xml.ts';
import type { StandIn } from './stand-in.ts';

/** What reports say themselves, and some answers as well: the numbers are those of Plex's errors. */
const ownWords = [
  'live check',
  'Live check',
  'Pinlink',
  '1.2.3',
  'http',
  'https',
  '1001',
  '1020',
  'Container',
  'server',
];

/** Every value that was ever sent or told and could stand for somebody, as it would be written. */
export function valuesAt({ plex, requests, bodies }: StandIn): string[] {
  const told = bodies.flatMap(body => {
    const root = rootIn(body);
    return root === null ? valuesOf(json(body)) : attributesOf(root);
  });
  const sent = requests.flatMap(({ headers, query, body }) => [
    headers['x-plex-token'] ?? '',
    headers['x-plex-client-identifier'] ?? '',
    ...Object.values(query),
    ...new URLSearchParams(body).values(),
  ]);
  const { account, tokens, pins } = plex;
  const known = [account, ...tokens, ...pins].flatMap(valuesOf);
  const all = new Set([...told, ...sent, ...known].map(value => value.trim()));
  return [...all].filter(value => value.length >= 4 && !ownWords.includes(value));
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [];
}

function attributesOf(element: XmlElement): string[] {
  return [...Object.values(element.attributes), ...elementsIn(element).flatMap(attributesOf)];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
