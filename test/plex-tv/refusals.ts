import { html, json, type Reply, type Request, wantsJson, xml } from './exchange.ts';
import type { OddSignOut, Settings } from './settings.ts';
import { element, xmlDocument } from './xml.ts';

/** plex.tv's errors by what is wrong; numbers that are not known are left out (source: `code`). */
const refusals = {
  noClientIdentifier: { status: 400, code: 1000, message: 'X-Plex-Client-Identifier is missing' },
  notAuthorized: { status: 401, code: 1001, message: 'User could not be authenticated' },
  invalidToken: { status: 422, code: 1001, message: 'Invalid token' },
  codeNotFound: { status: 404, code: 1020, message: 'Code not found or expired' },
};

type Refusal = (typeof refusals)[keyof typeof refusals];

export function refuse(request: Request, what: keyof typeof refusals): Reply {
  const error = refusals[what];
  return wantsJson(request) ? inJson(error) : inXml(error);
}

/** What somebody hears whose token is not valid, with the status and in the form that is set. */
export function refuseToken(request: Request, { invalidToken, refusal }: Settings): Reply {
  const what = invalidToken === 401 ? 'notAuthorized' : 'invalidToken';
  const error = refusals[what];
  if (refusal === 'empty') return { status: error.status };
  if (refusal === 'html') return html(error.status, page(error.status));
  return refusal === 'xml' ? inXml(error) : refuse(request, what);
}

/** An answer to a sign-out that is none of those which are known. */
export function oddAnswer({ status, body = 'empty' }: OddSignOut): Reply {
  // These have no body, whatever somebody would like.
  if (body === 'empty' || [204, 205, 304].includes(status)) return { status };
  if (body === 'html') return html(status, page(status));
  const error = { status, message: 'Something is odd' };
  return json(status, JSON.stringify(status < 400 ? {} : { errors: [error] }));
}

/** What a proxy says that stands before plex.tv, or in its place. */
function page(status: number): string {
  return `<!doctype html><title>Proxy</title><h1>${status}</h1>`;
}

function inJson(error: Refusal): Reply {
  return json(error.status, JSON.stringify({ errors: [error] }));
}

function inXml(error: Refusal): Reply {
  return xml(error.status, xmlDocument(element('errors', {}, [element('error', error)])));
}
