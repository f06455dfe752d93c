/** What `watch` is told on its command line. Apart from the command, so that it is tested without a browser. */
import { parseArgs } from 'node:util';

export interface WatchArguments {
  asJson: boolean;
  needsHelp: boolean;
  limitMs: number;
  /** As given, in order. */
  files: string[];
}

/**
 * Reads the command line; a sentence in place of it says what is wrong. `isFile` answers for a name that begins with
 * a dash, as recorders and downloaders give them: where such a file is there, it is one and no option.
 */
export function watchArguments(
  argv: readonly string[],
  isFile: (name: string) => boolean,
): WatchArguments | string {
  const files = new Map<string, string>();
  const options = ['--json', '--limit', '--help'];
  const args = argv.map((arg, n) => {
    const isOption = options.some((one) => arg === one || arg.startsWith(`${one}=`));
    if (arg === '--' || !arg.startsWith('-') || isOption || argv[n - 1] === '--limit' || !isFile(arg))
      return arg;
    files.set(`./${arg}`, arg);
    return `./${arg}`;
  });
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        limit: { type: 'string', default: '1800' },
        help: { type: 'boolean', default: false },
      },
    });
    const limitS = Number(values.limit);
    // Longer than a timer can wait is no limit.
    if (!(limitS > 0) || limitS > 2_000_000)
      return `--limit takes a number of seconds, not "${values.limit}"`;
    return {
      asJson: values.json,
      needsHelp: values.help,
      limitMs: limitS * 1000,
      files: positionals.map((name) => files.get(name) ?? name),
    };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
