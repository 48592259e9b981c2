import { Fragment } from 'preact';
import { i18nCount, locale } from '../../i18n.ts';
import { piecesOf } from './names.ts';

/** The names of tools in a row, each in its own direction of writing. */
export function Names({ names }: { names: readonly string[] }) {
  const pieces = piecesOf(names, locale(), count => i18nCount('more', count));
  return pieces.map(({ isName, text }, index) => (
    <Fragment key={index}>{isName ? <bdi>{text}</bdi> : text}</Fragment>
  ));
}
