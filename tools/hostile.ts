import { parseArgs } from 'node:util';
import { tell } from '../test/hostile/story.ts';

const usage = `Answers the real requests with everything that no plex.tv should say, and looks at what comes of it.

npm run hostile                                100 000 answers
npm run hostile -- --answers 500 --seed 17     fewer, beginning with another story
`;

async function answerAll(): Promise<void> {
  const { help, answers, seed } = readOptions();
  if (help) return say(usage);
  say(`Stories from seed ${seed}.`);
  const events = new Map<string, number>();
  let [told, next] = [0, seed];
  while (told < answers) {
    const story = await tell(next);
    for (const [event, count] of story.events) events.set(event, (events.get(event) ?? 0) + count);
    for (const fault of story.faults) say(`seed ${next}: ${fault}`);
    if (story.faults.length > 0) process.exitCode = 1;
    told += story.answers;
    next += 1;
  }
  for (const [event, count] of [...events].sort(([, one], [, other]) => other - one)) {
    say(`${String(count).padStart(8)}  ${event}`);
  }
  const end =
    process.exitCode === 1 ? 'not all as it must be' : 'no crash, no wrong state, no token';
  say(`${told} answers in ${next - seed} stories: ${end}`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      answers: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { help, answers, seed } = values;
  return { help, answers: whole('answers', answers), seed: whole('seed', seed) };
}

function whole(name: string, given: string): number {
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`--${name} takes a whole number, not «${given}».`);
  return Number(given);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await answerAll().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
