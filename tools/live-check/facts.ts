/**
 * What Pinlink takes to be so at plex.tv, in the order in which it is looked at (source: plex-api
 * notes; where nobody knows, it is what the stand-in does).
 */
export const facts = {
  invalidToken: 'An invalid token is refused by 401, in Plex’s own form',
  strongPin: 'A strong pin is made: 201',
  shortPin: 'A short pin is made: 201, with a code of four characters',
  pendingPin: 'A pin that nobody has approved has no token: 200',
  unknownPin: 'A pin with an unknown id: 404, error 1020',
  foreignPin: 'A pin under a foreign client identifier: 404, error 1020',
  claimedPin: 'A pin that was allowed on Plex’s page has a token: 200',
  account: 'The account of a token: 200',
  uuid: 'It has a uuid',
  avatar: 'Its picture comes from plex.tv itself: 200, an image',
  resources: 'The resources of an account: 200',
  ownServer: 'A server of its own is among them, with an address for tools',
  secondPin: 'A strong pin is made for a tool: 201',
  approval: 'A token approves it for the tool: 204',
  tokenAtOnce: 'The tool’s token is there at the first check',
  ownToken: 'The tool’s token is another one',
  deviceList: 'The list of devices: 200, XML',
  askerListed: 'The device of whoever asks is in that list',
  askerSeen: 'It is said when that device was seen last',
  rowsWithTokens: 'The rows of that list have tokens in them',
  listedAtOnce: 'The tool is listed before its token was used',
  sameAccount: 'The tool’s token is of the same account',
  usedCode: 'A code that was approved before: 404, error 1020',
  unknownCode: 'A code that nobody has: 404, error 1020',
  removal: 'A device is ended: 204',
  removedToken: 'Its token is refused afterwards: 401, in Plex’s own form',
  removedRow: 'It has left the list of devices afterwards',
  removalAgain: 'A device that is gone is ended again: 404',
  signOut: 'A token is signed out: 204',
  signedOutToken: 'It is refused afterwards: 401, in Plex’s own form',
  signOutAgain: 'It is signed out again: 401, in Plex’s own form',
} as const;

export type Fact = keyof typeof facts;

/** All of them, in that order. */
export const allFacts = Object.keys(facts).filter((name): name is Fact => name in facts);
