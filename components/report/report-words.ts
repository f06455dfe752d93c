/** Headings and fixed sentences of the report. What the interface also says is in ui/text. */
import type { TextLocale } from '../ui/text';

const zh = {
  kind: '网页观察报告',
  title: '没有标题的网页',
  page: '网页地址',
  when: '看到的时间',
  kept: '保存的时间',
  shop: '网站',
  number: '案例编号',
  summary: '概要',
  summaryNone: '在这个网页上没有看到需要提示的情况。没有看到，不等于没有。',
  summarySome:
    '共有 {flagged} 处提示；{cannotTell} 项无法判断；{clear} 项未见出入；{inapplicable} 项不适用。',
  findings: '看到的情况',
  declared: '文件或页面的说法',
  declaredNone: '没有给出',
  certainty: '怎样得知',
  relied: '依据',
  law: '有关条文',
  obliged: '义务主体',
  innocent: '其他可能的解释',
  others: '其余各项',
  othersItem: '对象',
  othersOutcome: '结果',
  othersSaid: '说明',
  inapplicable: '另有 {count} 项不适用于本页，列于 findings.csv。',
  environment: '记录时的环境',
  browser: '浏览器',
  software: '软件',
  language: '界面语言',
  jurisdictions: '对照的法域',
  packs: '规则包',
  notCaptured: '没有记录到的内容',
  notCapturedNone: '没有列出。',
  limits: '这份报告的限度',
  verify: '怎样核对',
  verifyText:
    '本报告是案例文件（.wacz）的一部分。解压后，datapackage.json 列出了每个文件的 SHA-256，可用 sha256sum 逐一核对；步骤写在 README.txt 中。本报告中的图片可能经过缩小，原始字节在 archive/data.warc.gz 中。',
  priceRecord: '这个浏览器记下的价格',
  priceRecordSaid: '共 {count} 条，从 {from} 到 {until}。没有查看的时段不知道价格，图中以浅色线连接。',
  priceRecordPart: '更早的记录没有放入案例。',
  priceWhen: '时间',
  price: '价格',
  priceList: '划线价',
  priceShownTo: '看到时的情况',
  priceMore: '另有 {count} 条较早的，见 case.json。',
  note: '保存者的备注',
  picture: '图 {n}',
  whole: '完整文件',
  part: '只保留了一部分',
  noPicture: '此处不显示图片；原始字节在案例文件中。',
  by: '由明标生成。明标只记录网页显示的内容，不作违法认定。',
};
const en: Record<keyof typeof zh, string> = {
  kind: 'Report of what a page showed',
  title: 'Page without a title',
  page: 'Page address',
  when: 'Seen at',
  kept: 'Kept at',
  shop: 'Site',
  number: 'Case number',
  summary: 'Summary',
  summaryNone:
    'Nothing was seen on this page that calls for a mark. Not having seen something does not mean it is not there.',
  summarySome:
    'Pointed out: {flagged}. Cannot tell: {cannotTell}. Nothing differs: {clear}. Does not apply: {inapplicable}.',
  findings: 'What was seen',
  declared: 'What the file or page says',
  declaredNone: 'nothing stated',
  certainty: 'How it is known',
  relied: 'Rests on',
  law: 'Provisions',
  obliged: 'Obliged party',
  innocent: 'What else would explain it',
  others: 'Everything else that was asked',
  othersItem: 'Subject',
  othersOutcome: 'Outcome',
  othersSaid: 'In words',
  inapplicable: '{count} more do not apply to this page; they are listed in findings.csv.',
  environment: 'Where and how it was recorded',
  browser: 'Browser',
  software: 'Software',
  language: 'Interface language',
  jurisdictions: 'Read by the law of',
  packs: 'Rule packs',
  notCaptured: 'What was not captured',
  notCapturedNone: 'Nothing is listed.',
  limits: 'Limits of this report',
  verify: 'How to check it',
  verifyText:
    'This report is part of a case file (.wacz). Unpacked, datapackage.json names the SHA-256 of every file, to be compared with sha256sum; README.txt gives the steps. Pictures in this report may be reduced in size; the bytes as they were are in archive/data.warc.gz.',
  priceRecord: 'Prices that this browser recorded',
  priceRecordSaid:
    '{count} {count|entry|entries}, from {from} to {until}. Nothing is known of the time between looks; pale lines lead over it.',
  priceRecordPart: 'Older entries were left out of the case.',
  priceWhen: 'Time',
  price: 'Price',
  priceList: 'List price',
  priceShownTo: 'Shown how',
  priceMore: '{count} older {count|entry is|entries are} in case.json.',
  note: 'Note of the person who kept it',
  picture: 'Fig. {n}',
  whole: 'whole file',
  part: 'only a part was kept',
  noPicture: 'Not shown here; the bytes as they were are in the case file.',
  by: 'Made by Mingbiao, which records what pages show and does not decide whether a rule was broken.',
};

export type ReportWords = Readonly<Record<keyof typeof zh, string>>;

export function reportWords(locale: TextLocale): ReportWords {
  return locale === 'en' ? en : zh;
}

/** What the codes of `environment.notCaptured` mean; a code not listed here is shown as it stands. */
export const NOT_CAPTURED_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  'video-frames': {
    zh: '视频画面没有保存：浏览器不允许读取，或当时没有画面。',
    en: 'Frames of the video were not kept: the browser does not allow it, or none was on.',
  },
  screenshot: { zh: '没有取得截图。', en: 'No screenshot could be taken.' },
  'page-outside-the-visible-part': {
    zh: '截图只含网页当时可见的部分。',
    en: 'Only the visible part of the page is pictured.',
  },
  'page-picture': {
    zh: '没有取得整页截图。',
    en: 'The page could not be pictured as a whole.',
  },
  'page-below': {
    zh: '截图到中途为止，下面的部分没有拍到。',
    en: 'The picture of the page ends part of the way down.',
  },
  'page-above': {
    zh: '网页没有滚动到顶部，上面的部分没有拍到。',
    en: 'The page did not scroll to its top; what stood above is not pictured.',
  },
  'page-gap': {
    zh: '整页截图中缺了几行。',
    en: 'Some rows of the page are missing in its picture.',
  },
  'page-moved': {
    zh: '截图过程中，网页上有内容移动或变化。',
    en: 'Parts of the page moved or changed while it was pictured.',
  },
  'page-grew': {
    zh: '截图过程中，网页变长了。',
    en: 'The page grew while it was pictured.',
  },
  'page-left': {
    zh: '保存过程中，标签页转到了别的网页，截图没有采用。',
    en: 'The tab went to another page while it was kept; its pictures were not used.',
  },
  'page-part-too-large': {
    zh: '整页截图中有过大的部分没有保存。',
    en: 'Parts of the picture of the page were too large to keep.',
  },
  'floating-elements': {
    zh: '固定在窗口里的内容在截图中出现不止一次。',
    en: 'Elements that stay in the window show more than once in the picture.',
  },
  'elements-not-in-view': {
    zh: '有的对象没有出现在画面中，未能裁出。',
    en: 'Some subjects did not come into view and could not be cut out.',
  },
  'elements-partly-in-view': {
    zh: '有的对象只露出一部分。',
    en: 'Some subjects were in view only in part.',
  },
  'elements-beyond-the-limit': {
    zh: '对象过多，没有全部裁出。',
    en: 'There were more subjects than are cut out.',
  },
  'page-html': {
    zh: '没有取得网页的内容文件。',
    en: 'The page could not be written out.',
  },
  'page-html-rest': {
    zh: '网页内容过多，只写出了一部分。',
    en: 'The page was too large; only a part was written out.',
  },
  'page-response': {
    zh: '浏览器缓存中没有服务器送来的网页文件；没有为此再次向网站请求。',
    en: 'The page as the server sent it was not in the cache of the browser; the shop was not asked again.',
  },
  'request-headers': {
    zh: '浏览器发出的请求，扩展看不到。',
    en: 'The requests of the browser are not shown to an extension.',
  },
  'response-headers': {
    zh: '服务器应答中的一些信息（如 Cookie）按规定不保存。',
    en: 'Some headers of the response (cookies among them) are never kept.',
  },
  'typed-values': {
    zh: '输入框里填写和选择的内容不保存。',
    en: 'What was typed or chosen in fields is never kept.',
  },
  canvases: {
    zh: '网页用画布画出的内容只在截图里。',
    en: 'What the page drew on a canvas is in the pictures only.',
  },
  frames: {
    zh: '网页里嵌入的其他网页只在截图里。',
    en: 'Pages inside the page are in the pictures only.',
  },
  'style-sheets': {
    zh: '有的样式表无法读取或过大，写出的网页看上去可能不同。',
    en: 'Some style sheets could not be read or were too large; the page as written out may look different.',
  },
  'page-still-changing': {
    zh: '保存时网页还在变化。',
    en: 'The page was still changing when it was kept.',
  },
  'labels-inside-pictures': {
    zh: '没有识读画面里的文字，画面内的标识可能未被看到。',
    en: 'Text inside pictures was not read; labels there may have gone unseen.',
  },
};
