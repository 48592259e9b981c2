import { cpus } from 'node:os';

/**
 * Begins to watch how busy this computer is, with the browsers of the bench and whatever else runs;
 * what is returned says it for the time since, in per cent of all cores. Delays that were measured
 * on a computer that was busy with other things say little about the extension.
 */
export function watchBusy(): () => number {
  const before = sumTimes();
  return () => {
    const after = sumTimes();
    return 100 * (1 - (after.idle - before.idle) / (after.all - before.all));
  };
}

function sumTimes(): { idle: number; all: number } {
  const times = cpus().flatMap(cpu => Object.entries(cpu.times));
  const sum = (entries: readonly [string, number][]) =>
    entries.reduce((total, [, ms]) => total + ms, 0);
  return { idle: sum(times.filter(([name]) => name === 'idle')), all: sum(times) };
}
