import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isViewersLine } from '../../../components/footage/spoken-by';

describe('a line read in the picture of a room', () => {
  it.each([
    'momo: 数字人主播',
    '小鱼 : 主播是数字人吧',
    '用户8823：这是AI生成的吗',
    '果果妈：数字人直播！',
    '是AI吗？',
    '主播是数字人吧？',
    'Is this AI-generated?',
    'Lily: virtual human lol',
    '是不是数字人直播',
  ])('%s is a viewer’s', (line) => {
    expect(isViewersLine(line)).toBe(true);
  });

  it.each([
    'AI生成',
    '本直播由AI数字人主播',
    '内容由AI生成',
    '提示：本直播间由数字人主播讲解',
    '温馨提示: 内容由AI生成',
    '主播：本场为数字人直播',
    '小米官方旗舰店：数字人直播',
    '直播间公告：虚拟主播',
    'Note: AI-generated',
    'AI: generated video',
    'Virtual human',
    '가상인물',
    'Images virtuelles',
    '본 영상: 가상인물',
  ])('%s is not', (line) => {
    expect(isViewersLine(line)).toBe(false);
  });

  it('that ends in a question mark is one, whatever was read before it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 190 }), fc.constantFrom('?', '？', ' ？ '), (line, mark) => {
        expect(isViewersLine(line + mark)).toBe(true);
      }),
    );
  });
});
