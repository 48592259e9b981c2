import { session } from './session.js';

/** Asks plex.tv's API as Plex's own pages do; gives the answer, or undefined where it is refused. */
export async function ask(url, method, body) {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      'X-Plex-Client-Identifier': session.clientIdentifier,
      'X-Plex-Product': 'Plex SSO',
      'X-Plex-Token': session.token,
    },
    body,
  });
  return response.ok ? response : undefined;
}

export function approve(api, code) {
  return ask(`${api}/pins/link`, 'PUT', new URLSearchParams({ code }));
}

/** Shows where things stand, to people by a sentence and to tests by a state. */
export function show(state, sentence) {
  document.querySelector('#message').textContent = sentence;
  document.body.dataset.state = state;
  document.querySelector('form').hidden = state !== 'asking';
}

export function attempt(work) {
  work().catch(() => show('failed', 'plex.tv cannot be reached. Try again.'));
}
