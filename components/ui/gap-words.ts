/** What the codes of `environment.notCaptured` mean; a code not listed here is shown as it stands. */
export const GAP_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  'video-frames': {
    zh: '视频画面没有保存：浏览器不允许读取，或当时没有画面。',
    en: 'Frames of the video were not kept: the browser does not allow it, or none was on.',
  },
  medium: { zh: '有的图片或视频没有保存下来。', en: 'Some pictures or videos were not kept.' },
  'structured-data': {
    zh: '网页里供程序读取的商品数据没能读懂。',
    en: 'Product data that the page holds for programs could not be read.',
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
