/** The command line of `watch`: options, files whose names look like options, and what is wrong with it, in a sentence. */
import { describe, expect, test } from 'vitest';
import { watchArguments } from '../../../entrypoints/commands/watch-arguments';

const none = (): boolean => false;

describe('the command line of watch', () => {
  test('takes files in order, with options before, between and after them', () => {
    expect(watchArguments(['a b.mp4', '--json', '直播 😀.mp4', '--limit', '90'], none)).toEqual({
      asJson: true,
      needsHelp: false,
      limitMs: 90_000,
      files: ['a b.mp4', '直播 😀.mp4'],
    });
  });

  test('takes a file that is there although its name begins with a dash, and names it as given', () => {
    const isFile = (name: string): boolean => ['-room.mp4', '--live.mp4'].includes(name);
    const told = watchArguments(['--json', '-room.mp4', '--live.mp4', 'x.mp4'], isFile);
    expect(told).toMatchObject({ asJson: true, files: ['-room.mp4', '--live.mp4', 'x.mp4'] });
  });

  test('keeps an option one where a file of the same name is there, and takes all after -- as files', () => {
    expect(watchArguments(['--json'], () => true)).toMatchObject({ asJson: true, files: [] });
    expect(watchArguments(['--limit', '-5', 'x.mp4'], () => true)).toContain('limit');
    expect(watchArguments(['--', '-room.mp4'], none)).toMatchObject({ files: ['-room.mp4'] });
  });

  test.each([
    [['--nope', 'x.mp4'], '--nope'],
    [['-room.mp4'], '-r'],
    [['--limit', 'soon', 'x.mp4'], 'soon'],
    [['--limit', '0', 'x.mp4'], '0'],
    [['--limit', 'Infinity', 'x.mp4'], 'Infinity'],
    [['x.mp4', '--limit'], '--limit'],
  ])('says what is wrong with %j', (argv, named) => {
    expect(watchArguments(argv, none)).toContain(named);
  });
});
