/** Words that only reports and complaint texts use. Everything shared with the interface is in ui/text. */

export const LIMITS_TEXT = {
  zh: '本工具只读取网页显示的内容和文件自身携带的信息，看不到图片、视频或价格实际上是怎样形成的。没有看到标识，不等于没有标识：标识可能在别处，也可能在上传时被平台去除。以上是事实记录，不是违法认定。',
  en: 'This tool reads what the page shows and what files carry about themselves. It cannot see how a picture, a video or a price actually came about. Not having seen a label does not mean there is none: it may stand elsewhere, and platforms may strip it on upload. This is a record of facts, not a finding that a rule was broken.',
} as const;

export const EVIDENCE_WORDS = {
  'page-address': { zh: '网页地址', en: 'page address' },
  screenshot: { zh: '截图', en: 'screenshot' },
  'product-id': { zh: '商品编号', en: 'product number' },
  'shop-licence': { zh: '店铺营业执照信息', en: 'business licence of the shop' },
  'account-id': { zh: '账号名称或编号', en: 'account name or number' },
  'media-file': { zh: '图片或视频原文件', en: 'the picture or video file' },
  'price-record': { zh: '价格记录', en: 'record of the price' },
  order: { zh: '订单或付款凭证', en: 'order or proof of payment' },
  time: { zh: '看到的时间', en: 'time it was seen' },
} as const;

export const COMPLAINT_WORDS = {
  zh: {
    seller:
      '您好，我在贵店的页面上看到下列内容，想请您说明有关图片、视频或价格是怎样形成的，是否有相应说明。',
    advice: '您好，我想就下列情况咨询。（是否已书面联系商家：____；日期：____）',
    complaint:
      '【投诉｜本人的消费争议】\n仅在本人为生活消费购买或使用、与经营者有争议时提交。\n经营者登记名称：____　订单号：____　金额：____\n我的请求：____\n下列为我在页面上看到的事实。',
    tip: '【举报｜提供线索】\n下列为我在页面上看到的事实，请依职责核实。本件不请求调解消费争议。',
    either: '——以下两种文本用途不同，请择一使用，分开提交——',
    page: '页面',
    title: '标题',
    address: '地址',
    seenAt: '看到的时间',
    products: '商品编号',
    seen: '看到的内容',
    certainty: '怎样得知',
    hashes: '文件的 SHA-256',
    law: '有关条文',
    requires: '要求',
    obliged: '义务主体',
    from: '施行日期',
    innocent: '其他可能的解释',
    limits: '说明',
    attach: '建议附上',
    noDate: '未载',
  },
  en: {
    seller:
      'Hello. I saw the following on your page. Please tell me how the picture, video or price came about, and whether it is explained anywhere.',
    advice: 'Hello. I would like advice on the following. (Have I written to the trader: ____; date: ____)',
    complaint:
      '[Complaint: my own dispute]\nOnly to be sent when I bought or used this as a consumer and have a dispute with the business.\nRegistered name of the business: ____  Order: ____  Amount: ____\nWhat I ask for: ____\nThe following is what I saw on the page.',
    tip: '[Report: a tip]\nThe following is what I saw on the page. Please look into it within your remit. I am not asking for mediation.',
    either: '-- The two texts below serve different ends. Choose one; they are filed separately --',
    page: 'Page',
    title: 'Title',
    address: 'Address',
    seenAt: 'Seen at',
    products: 'Product number',
    seen: 'What was seen',
    certainty: 'How it is known',
    hashes: 'SHA-256 of the files',
    law: 'Provisions',
    requires: 'Asks',
    obliged: 'Obliged party',
    from: 'In force from',
    innocent: 'What else would explain it',
    limits: 'Please note',
    attach: 'Attach',
    noDate: 'not stated',
  },
} as const;
