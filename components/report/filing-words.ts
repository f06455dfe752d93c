/** The words of filings, in the languages that channels read. Korean has been read by no native speaker yet. */
import type { Certainty } from '../model/words';
import type { FILING_PURPOSES } from '../../rules/language';

export type FilingLanguage = 'zh' | 'en' | 'ko';
export type Purpose = (typeof FILING_PURPOSES)[number];

export interface FilingWords {
  colon: string;
  openings: Record<Purpose, string>;
  page: string;
  title: string;
  address: string;
  seenAt: string;
  products: string;
  seen: string;
  places: (count: number) => string;
  how: string;
  certainty: Record<Certainty, string>;
  declared: (word: string) => string;
  law: string;
  from: string;
  innocent: string;
  /** What the reader is asked for; never a charge. */
  please: Record<Purpose, string>;
  limits: string;
  files: string;
}

export const FILING_WORDS: Record<FilingLanguage, FilingWords> = {
  zh: {
    colon: '：',
    openings: {
      seller: '您好，我在贵店的页面上看到下列内容，想请您说明。',
      advice: '您好，我想就下列情况咨询。',
      complaint: '本人为生活消费购买或使用该商品，与经营者有争议，请求调解。下列为我在页面上看到的事实。',
      tip: '现提供下列线索。本件不请求调解消费争议。下列为我在页面上看到的事实。',
    },
    page: '页面',
    title: '标题',
    address: '地址',
    seenAt: '看到的时间',
    products: '商品编号',
    seen: '看到的内容',
    places: (count) => `（同样的情形共 ${String(count)} 处）`,
    how: '怎样得知',
    certainty: {
      'signed-statement': '文件里带有签名的声明',
      'unsigned-statement': '文件里没有签名的声明，任何人都可能写入或抹去',
      'seen-on-page': '页面上看到的',
      'measured-here': '在一台浏览器里量得的',
    },
    declared: (word) => `文件或页面自己写明的状态为“${word}”`,
    law: '有关条文',
    from: '施行日期',
    innocent: '也可能是因为',
    please: {
      seller: '请说明有关图片、视频或价格是怎样形成的，在哪里有相应说明。',
      advice: '请告知这种情况是否与有关条文相关，我可以怎样做。',
      complaint: '请核对上述情况是否与有关条文相符，并组织调解。',
      tip: '请依职责核实上述情况是否与有关条文相符。',
    },
    limits:
      '以上只是页面显示的内容和文件自身携带的信息，看不到图片、视频或价格实际上是怎样形成的；没有看到标识，不等于没有标识。',
    files: '留存文件的 SHA-256',
  },
  en: {
    colon: ': ',
    openings: {
      seller: 'Hello. I saw the following on your page and would like to ask about it.',
      advice: 'Hello. I would like advice on the following.',
      complaint:
        'I bought or used this as a consumer, have a dispute with the business, and ask for mediation. The following is what I saw on the page.',
      tip: 'I would like to tell you of the following. I am not asking for mediation. It is what I saw on the page.',
    },
    page: 'Page',
    title: 'Title',
    address: 'Address',
    seenAt: 'Seen at',
    products: 'Product number',
    seen: 'What was seen',
    places: (count) => ` (the same at ${String(count)} places)`,
    how: 'How it is known',
    certainty: {
      'signed-statement': 'a signed statement in the file',
      'unsigned-statement': 'an unsigned statement in the file, which anyone could have written or removed',
      'seen-on-page': 'seen on the page',
      'measured-here': 'measured in one browser',
    },
    declared: (word) => `the status that file or page itself declares is “${word}”`,
    law: 'Provision',
    from: 'in force from',
    innocent: 'It may also be that',
    please: {
      seller: 'Please tell me how the picture, video or price came about, and where that is explained.',
      advice: 'Please tell me whether this concerns the provisions named, and what I can do.',
      complaint: 'Please check whether this is in keeping with the provisions named, and mediate.',
      tip: 'Please check, within your remit, whether this is in keeping with the provisions named.',
    },
    limits:
      'This is only what the page showed and what files carry about themselves. It cannot be seen from it how a picture, a video or a price really came about. Not having seen a label does not mean there is none.',
    files: 'SHA-256 of the files kept',
  },
  ko: {
    colon: ': ',
    openings: {
      seller: '안녕하세요. 귀 판매 페이지에서 아래 내용을 보았으며, 이에 대해 문의드립니다.',
      advice: '안녕하세요. 아래 내용에 대해 상담을 요청합니다.',
      complaint:
        '소비자로서 구매 또는 이용한 상품에 관하여 조정을 요청합니다. 아래는 페이지에서 본 사실입니다.',
      tip: '아래 내용을 알려 드립니다. 분쟁 조정을 요청하는 것은 아닙니다. 아래는 페이지에서 본 사실입니다.',
    },
    page: '페이지',
    title: '제목',
    address: '주소',
    seenAt: '본 시각',
    products: '상품 번호',
    seen: '본 내용',
    places: (count) => ` (같은 내용 ${String(count)}곳)`,
    how: '확인 방법',
    certainty: {
      'signed-statement': '파일에 들어 있는 서명된 기재',
      'unsigned-statement': '파일에 들어 있는 서명 없는 기재(누구나 쓰거나 지울 수 있음)',
      'seen-on-page': '페이지에서 본 내용',
      'measured-here': '한 대의 브라우저에서 측정한 값',
    },
    declared: (word) => `파일 또는 페이지에 적힌 상태는 “${word}”입니다`,
    law: '관련 규정',
    from: '시행일',
    innocent: '다음과 같은 이유일 수도 있습니다',
    please: {
      seller: '해당 이미지, 영상 또는 가격이 어떻게 정해졌는지, 어디에 설명되어 있는지 알려 주시기 바랍니다.',
      advice: '이 내용이 관련 규정과 관계가 있는지, 제가 무엇을 할 수 있는지 알려 주시기 바랍니다.',
      complaint: '위 내용이 관련 규정에 맞는지 확인하고 조정해 주시기 바랍니다.',
      tip: '위 내용이 관련 규정에 맞는지 확인해 주시기 바랍니다.',
    },
    limits:
      '이 내용은 페이지에 표시된 것과 파일에 들어 있는 정보일 뿐이며, 이미지, 영상 또는 가격이 실제로 어떻게 만들어졌는지는 알 수 없습니다. 표시를 보지 못했다고 해서 표시가 없다는 뜻은 아닙니다.',
    files: '보관한 파일의 SHA-256',
  },
};
