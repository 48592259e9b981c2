import { Fragment } from 'preact';
import { i18n } from '../../i18n.ts';
import { counted } from './counted.ts';
import { piecesOf } from './names.ts';

const more = { one: 'moreOne', other: 'moreOther' } as const;

/** The names of tools in a row, each in its own direction of writing. */
export function Names({ names }: { names: readonly string[] }) {
  const pieces = piecesOf(names, i18n('language'), count => counted(more, count));
  return pieces.map(({ isName, text }, index) => (
    <Fragment key={index}>{isName ? <bdi>{text}</bdi> : text}</Fragment>
  ));
}
