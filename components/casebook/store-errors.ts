/** What can stand in the way of keeping something, in words a person can act on. */

export const STORE_ERRORS = {
  'storage-full': {
    zh: '存储空间不足，这一次没有保存；已有的内容没有变动。请导出并删除一些旧记录，或清理磁盘后再试。',
    en: 'There is not enough storage space, so this was not kept; nothing kept earlier has changed. Export and delete some older cases, or free some disk space, and try again.',
  },
  'store-newer': {
    zh: '案例簿由更新版本的明标写成，本版本不会改动它。请更新扩展后再打开。',
    en: 'The casebook was written by a newer version of Mingbiao, and this version leaves it untouched. Update the extension, then open it again.',
  },
  'store-unavailable': {
    zh: '浏览器没有允许打开案例簿的存储（例如无痕窗口或磁盘错误）。请换用普通窗口，或重启浏览器后再试。',
    en: 'The browser did not let the casebook open its storage (a private window, say, or a disk error). Use an ordinary window, or restart the browser, and try again.',
  },
  'case-exists': {
    zh: '案例簿中已有同一编号、内容不同的记录，未作覆盖。请先查看已有的那一份。',
    en: 'The casebook already holds a different case under this number, and it was not overwritten. Look at that one first.',
  },
  'case-invalid': {
    zh: '这份记录的格式不完整，没有保存。请重新打开网页再保存；若仍如此，请把括号中的位置告诉我们。',
    en: 'This record is not well formed and was not kept. Open the page again and keep it once more; if that does not help, tell us the place named in brackets.',
  },
  'campaign-invalid': {
    zh: '专项的内容不完整或太长，没有保存。请填写名称（不超过 120 字），说明不超过 10,000 字。',
    en: 'The campaign is incomplete or too long and was not kept. Give it a name (at most 120 characters) and at most 10,000 characters of instruction.',
  },
  'bytes-missing': {
    zh: '记录所依据的一份文件没有随它送来，没有保存。请重新打开网页再保存。',
    en: 'A file that this record rests on did not come with it, so it was not kept. Open the page again and keep it once more.',
  },
  'digest-mismatch': {
    zh: '一份文件的内容与它的 SHA-256 不符，没有保存。请重新打开网页再保存。',
    en: 'A file does not match its SHA-256, so this was not kept. Open the page again and keep it once more.',
  },
  'no-such-case': {
    zh: '案例簿中没有这份记录，可能已在别处删除。请刷新列表。',
    en: 'This case is not in the casebook; it may have been deleted elsewhere. Reload the list.',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type StoreErrorCode = keyof typeof STORE_ERRORS;
