// @vitest-environment jsdom
/**
 * Whole rooms as the platforms build them, drawn before anybody looked at how labels are told from other words: which of
 * them say that the host is made, and which only speak of AI. The first reading found 18 of the 22 labels of the set
 * and none of what is no label.
 */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { shopSchema } from '../../../components/model/shop';
import { watch, type Watched } from './watching';

let open: Watched | null = null;
afterEach(() => open?.stop());

/** What is shown, the shop's adapter, the address, the page, and the words that speak for the room. */
const ROOMS: readonly (readonly [string, string | null, string, string, string | null])[] = [
  [
    'an overlay on the player',
    'douyin',
    'https://live.douyin.com/812345678901',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">小美服饰旗舰店</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video><div class="tip">本直播间由AI数字人主播为您服务</div></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div></div>',
    '本直播间由AI数字人主播为您服务',
  ],
  [
    'viewers who ask and guess',
    'douyin',
    'https://live.douyin.com/812345678902',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">小美服饰旗舰店</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div></div>',
    null,
  ],
  [
    'a pinned line of the host',
    'douyin',
    'https://live.douyin.com/812345678903',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">小美服饰旗舰店</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="pinned c"><span class="badge">置顶</span><span class="role">主播</span><span class="n">小美服饰旗舰店：</span><span class="t">本直播间使用虚拟数字人直播，商品以详情页为准</span></div><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div></div>',
    '虚拟数字人直播',
  ],
  [
    'a tag beside the host’s name',
    'douyin',
    'https://live.douyin.com/812345678904',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">小雅甄选</span><span class="tag">AI数字人</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div></div>',
    'AI数字人',
  ],
  [
    'a notice of the platform against fraud with AI',
    'douyin',
    'https://live.douyin.com/812345678905',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">小美服饰旗舰店</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="c sys">欢迎来到直播间！平台严禁未成年人直播或打赏。如主播在直播过程中以不当方式诱导打赏、私下交易，请谨慎判断，谨防诈骗。请理性消费，警惕AI换脸等新型骗局。</div><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div></div>',
    null,
  ],
  [
    'gifts and goods with AI in their names',
    'douyin',
    'https://live.douyin.com/812345678906',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">学而优官方旗舰店</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video><div class="gift tip">用户8812 送出 数字人手办 ×1</div></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="c">阿强 送出了 AI机器人 x 10</div><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div><section class="shelf"><div class="card"><b>AI 学习机 K5 护眼大屏</b><span>¥3999</span></div><div class="card"><b>AI数字人直播软件 永久版</b><span>¥1299</span></div><div class="card"><b>AI生成绘本 亲子课程</b><span>¥99</span></div></section></div>',
    null,
  ],
  [
    'a label on the card of another room',
    'douyin',
    'https://live.douyin.com/812345678909',
    '<div id="root"><header><nav>首页 直播 精选</nav></header><div class="wrap" data-e2e="living-container"><div><div data-e2e="live-room-header"><span data-e2e="live-room-nickname">老王钓鱼</span><span data-e2e="live-room-audience">2.3万</span></div><div id="living_room_player_container"><div class="basicPlayer player" data-e2e="basicPlayer"><video></video></div></div><pace-island id="island_71a"><div class="goods"><div>1号链接 真丝衬衫</div><div>¥199</div></div></pace-island></div><aside class="side"><div class="webcast-chatroom___list"><div class="webcast-chatroom___item c"><span class="n">一只鱼：</span><span class="t">这是数字人吧？</span></div><div class="webcast-chatroom___item c"><span class="n">阿强：</span><span class="t">AI主播 哈哈</span></div><div class="webcast-chatroom___item c"><span class="n">momo：</span><span class="t">主播是AI生成的</span></div><div class="webcast-chatroom___item c"><span class="n">小陈：</span><span class="t">链接在哪</span></div></div></aside></div><section class="more"><h3>更多直播</h3><a href="https://live.douyin.com/99"><div class="cover"><span>数字人直播</span></div>美妆小铺</a><a href="https://live.douyin.com/98"><div class="cover"></div>AI数字人带货教学</a></section></div>',
    null,
  ],
  [
    'a notice of the system above the comments',
    'taobao',
    'https://tbzb.taobao.com/live?liveId=512345678901',
    '<div id="ice-container"><div class="room"><div class="livePlayer--Kd81s pw"><video></video></div><div class="right--X12"><div class="anchorInfo--a8"><b class="anchorName--s">花语家居</b><p class="desc--p3"></p></div><div id="liveComment"><div class="notice--z1">系统提示：本直播间含AI生成内容，请注意甄别</div><div class="itemWrap--k3Xs "><span class="nick--y">t**7</span><span class="content--w">主播是数字人吗</span></div><div class="itemWrap--k3Xs "><span class="nick--y">花**香</span><span class="content--w">这个是AI吧</span></div><div class="itemWrap--k3Xs "><span class="nick--y">小**</span><span class="content--w">AI生成的吧 嘴型不对</span></div><div class="itemWrap--k3Xs "><span class="nick--y">老**</span><span class="content--w">多少钱</span></div></div><div class="goodsList--q"></div></div></div></div>',
    '本直播间含AI生成内容',
  ],
  [
    'the description',
    'taobao',
    'https://tbzb.taobao.com/live?liveId=512345678902',
    '<div id="ice-container"><div class="room"><div class="livePlayer--Kd81s pw"><video></video></div><div class="right--X12"><div class="anchorInfo--a8"><b class="anchorName--s">花语家居</b><p class="desc--p3">全天24小时直播 · 本场直播由虚拟数字人主持</p></div><div id="liveComment"><div class="itemWrap--k3Xs "><span class="nick--y">t**7</span><span class="content--w">主播是数字人吗</span></div><div class="itemWrap--k3Xs "><span class="nick--y">花**香</span><span class="content--w">这个是AI吧</span></div><div class="itemWrap--k3Xs "><span class="nick--y">小**</span><span class="content--w">AI生成的吧 嘴型不对</span></div><div class="itemWrap--k3Xs "><span class="nick--y">老**</span><span class="content--w">多少钱</span></div></div><div class="goodsList--q"></div></div></div></div>',
    '本场直播由虚拟数字人主持',
  ],
  [
    'goods on the shelf and on the picture',
    'taobao',
    'https://tbzb.taobao.com/live?liveId=512345678903',
    '<div id="ice-container"><div class="room"><div class="livePlayer--Kd81s pw"><video></video><div class="ov">3号 AI数字人一体机 ￥2,999 抢购中</div></div><div class="right--X12"><div class="anchorInfo--a8"><b class="anchorName--s">花语家居</b><p class="desc--p3">AI学习机 AI耳机 限时优惠</p></div><div id="liveComment"><div class="itemWrap--k3Xs "><span class="nick--y">t**7</span><span class="content--w">主播是数字人吗</span></div><div class="itemWrap--k3Xs "><span class="nick--y">花**香</span><span class="content--w">这个是AI吧</span></div><div class="itemWrap--k3Xs "><span class="nick--y">小**</span><span class="content--w">AI生成的吧 嘴型不对</span></div><div class="itemWrap--k3Xs "><span class="nick--y">老**</span><span class="content--w">多少钱</span></div></div><div class="goodsList--q"><div class="item--g">AI虚拟人主播软件 送教程 ￥368</div><div class="item--g">讯飞AI录音笔 ￥899</div></div></div></div></div>',
    null,
  ],
  [
    'an answer of the host among the comments',
    'taobao',
    'https://tbzb.taobao.com/live?liveId=512345678904',
    '<div id="ice-container"><div class="room"><div class="livePlayer--Kd81s pw"><video></video></div><div class="right--X12"><div class="anchorInfo--a8"><b class="anchorName--s">花语家居</b><p class="desc--p3"></p></div><div id="liveComment"><div class="itemWrap--k3Xs "><span class="nick--y">t**7</span><span class="content--w">主播是数字人吗</span></div><div class="itemWrap--k3Xs "><span class="nick--y">花**香</span><span class="content--w">这个是AI吧</span></div><div class="itemWrap--k3Xs "><span class="nick--y">小**</span><span class="content--w">AI生成的吧 嘴型不对</span></div><div class="itemWrap--k3Xs "><span class="nick--y">老**</span><span class="content--w">多少钱</span></div><div class="itemWrap--k3Xs"><span class="tag--h">主播</span><span class="nick--y">花语家居</span><span class="content--w">宝宝，我是AI数字人主播，有问题请咨询客服哦</span></div></div><div class="goodsList--q"></div></div></div></div>',
    '我是AI数字人主播',
  ],
  [
    'the title of the room',
    'kuaishou',
    'https://live.kuaishou.com/u/huayu2023',
    '<div class="live-detail"><div class="live-user-info"><h3 class="user-name">花语</h3><div class="room-title">AI数字人直播 | 床品清仓</div></div><div class="live-player"><video></video></div><div class="chat-history"><div class="comment-cell"><span class="username">快乐每一天</span><span class="comment">数字人直播吗</span></div><div class="comment-cell"><span class="username">AI小助手</span><span class="comment">欢迎进入直播间</span></div></div></div>',
    'AI数字人直播',
  ],
  [
    'a host and a course that are called AI',
    'kuaishou',
    'https://live.kuaishou.com/u/huayu2024',
    '<div class="live-detail"><div class="live-user-info"><h3 class="user-name">AI李哥</h3><div class="room-title">数字人怎么做？今晚教你 | AI训练营</div></div><div class="live-player"><video></video></div><div class="chat-history"><div class="comment-cell"><span class="username">快乐每一天</span><span class="comment">内容由AI生成</span></div><div class="comment-cell"><span class="username">数字人小王</span><span class="comment">老师好</span></div></div></div>',
    null,
  ],
  [
    'the words of another platform for it',
    'jd',
    'https://lives.jd.com/#/18823412',
    '<div id="app"><div class="live-wrap"><video></video><div>数智人直播</div><div>京东自营家电</div></div><div class="comments"><p><i>用户1</i> 是真人吗</p><p><i>用户2</i> 虚拟主播</p></div></div>',
    '数智人直播',
  ],
  [
    'a declaration below the player',
    'xiaohongshu',
    'https://www.xiaohongshu.com/livestream/570123456789012345',
    '<div class="live-page"><div class="player-container"><video></video></div><div class="room-bottom"><span class="host">野生护肤</span><span class="declare">作者声明：内容由AI生成</span></div><ul class="msgs"><li><b>momo</b>：AI味好重</li><li><b>sky</b>：内容由AI生成？</li></ul></div>',
    '内容由AI生成',
  ],
  [
    'Korean, on the picture',
    null,
    'https://shop.example.kr/live/301',
    '<main><h1>봄 신상 라이브</h1><div><video></video><span>가상인물</span></div><p>₩29,900</p><ul class="chat"><li>민지: 가상인물 아니에요?</li><li>철수: AI인가</li></ul></main>',
    '가상인물',
  ],
  [
    'Korean, in a sentence beside the player',
    null,
    'https://shop.example.kr/live/302',
    '<main><h1>봄 신상 라이브</h1><div><video></video></div><p class="notice">본 방송의 진행자는 인공지능으로 제작된 가상인물입니다.</p><p>₩29,900</p></main>',
    '가상인물',
  ],
  [
    'French, below the picture',
    null,
    'https://boutique.example.fr/produits/creme',
    '<main><h1>Crème hydratante</h1><p>24,90 €</p><figure><video></video><figcaption>Images virtuelles</figcaption></figure><button>Ajouter au panier</button></main>',
    'Images virtuelles',
  ],
  [
    'German, on the picture',
    null,
    'https://shop.example.de/live/9',
    '<main><h1>Live-Shopping: Küche</h1><div><video></video><div>Moderation: KI-generierter Avatar</div></div><p>49,99 €</p><div class="chat"><p>Uwe: ist das eine KI?</p></div></main>',
    'KI-generierter Avatar',
  ],
  [
    'English, on the picture',
    'tiktok',
    'https://www.tiktok.com/@glowshop/live',
    '<main id="tiktok-live-main-container-id"><div data-e2e="live-header-container"><h1 data-e2e="room-header-anchor-name">glowshop</h1></div><div data-e2e="live-room-content"><div class="xgplayer xgplayer-playing"><video></video><div>This LIVE features an AI-generated host</div></div></div><div data-e2e="chat-room"><div data-e2e="chat-message"><span data-e2e="message-owner-name">amy</span><span>is she AI generated?</span></div><div data-e2e="chat-message"><span>bob</span><span>AI-generated host lol</span></div></div></main>',
    'AI-generated host',
  ],
  [
    'the sentence of New York’s law',
    null,
    'https://ads.example.com/p/serum',
    '<main><h1>Serum</h1><p>$19.00</p><div><video></video></div><small>This advertisement includes a synthetic performer.</small></main>',
    'synthetic performer',
  ],
  [
    'English goods, an assistant, rules and viewers',
    null,
    'https://shop.example.com/live/55',
    '<main><h1>Live: AI cameras and more</h1><div><video></video><div>AI-powered 4K camera, $199</div></div><button>Ask our AI shopping assistant</button><p>Streams are recorded. Hosts must label AI-generated content under our community rules.</p><ul class="chat"><li>amy: is that an avatar?</li><li>bob: this host is AI-generated</li></ul></main>',
    null,
  ],
  [
    'rules of the platform',
    'kuaishou',
    'https://live.kuaishou.com/u/zhengce01',
    '<div class="live-detail"><div class="live-user-info"><h3 class="user-name">阿凯数码</h3></div><div class="live-player"><video></video></div><footer>平台公约：使用数字人直播应当显著标识。<a>AI生成内容标识规则</a> <a>举报：未标识的AI生成内容</a> <a>AI客服</a></footer></div>',
    null,
  ],
  [
    'that the host is no real person',
    'kuaishou',
    'https://live.kuaishou.com/u/feizhenren',
    '<div class="live-detail"><div class="live-player"><video></video><div>非真人主播</div></div></div>',
    '非真人主播',
  ],
  [
    'that the host is a real person',
    'kuaishou',
    'https://live.kuaishou.com/u/zhenren',
    '<div class="live-detail"><div class="live-player"><video></video><div>真人直播 非数字人</div></div></div>',
    null,
  ],
  [
    'Japanese, on the picture',
    null,
    'https://shop.example.jp/live/4',
    '<main><h1>ライブ配信</h1><div><video></video><div>この配信はAIアバターが進行しています</div></div><p>￥3,980</p></main>',
    'AIアバター',
  ],
];

describe('a room as its platform builds it', () => {
  it.each(ROOMS)('%s', async (_name, shopId, address, html, words) => {
    const read = (id: string) =>
      shopSchema.parse(JSON.parse(readFileSync(`components/shops/${id}/shop.json`, 'utf8')));
    open = await watch(html, {
      shop: shopId === null ? null : read(shopId),
      url: new URL(address),
    });
    const rooms = new Set([
      ...open.of('live-room').map((r) => r.subject),
      ...open.of('medium').map((m) => m.subject),
    ]);
    const found = open.of('label').filter((l) => l.value.covers.some((subject) => rooms.has(subject)));
    expect(found.map((l) => l.value.text).filter((text) => words === null || !text.includes(words))).toEqual(
      [],
    );
    expect(found.length > 0).toBe(words !== null);
  });
});
