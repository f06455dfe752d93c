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
  'page-still-changing': {
    zh: '保存时网页还在变化。',
    en: 'The page was still changing when it was kept.',
  },
  'labels-inside-pictures': {
    zh: '没有识读画面里的文字，画面内的标识可能未被看到。',
    en: 'Text inside pictures was not read; labels there may have gone unseen.',
  },
};
