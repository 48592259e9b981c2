/** `>=18.18`, `^20.9.0`, `6.*`, `20`: the forms that are in use; an `x` or `*` says nothing of its part. */
const comparator = /^(>=|<=|<|\^|)v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/;

/** Whether a range, as `engines` of a package has it, accepts a version of three numbers. */
export function accepts(range: string, version: string): boolean {
  return range.split('||').some(part =>
    part
      .replace(/([<>=^]) +/g, '$1')
      .split(' ')
      .filter(said => said !== '' && said !== '*')
      // Each is read before any decides: what nobody reads is no range.
      .map(said => meets(said, version.split('.').map(Number)))
      .every(Boolean),
  );
}

function meets(said: string, version: readonly number[]): boolean {
  const [, operator, ...parts] = comparator.exec(said) ?? [];
  if (operator === undefined) throw new Error(`Nobody here reads the range «${said}».`);
  const numbers = parts.map(Number).filter(part => !Number.isNaN(part));
  const isSame = numbers.every((number, index) => number === version[index]);
  if (operator === '') return isSame;
  const order = isSame ? 0 : compare(version, numbers);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return order >= 0 && (operator === '>=' || version[0] === numbers[0]);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
