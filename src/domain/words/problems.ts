import { inColumn, type Elsewhere, type Locale } from './locale.ts';

/** The phrases of HTTP statuses (RFC 9110) the API answers problems with; English is the standard's own. */
const titles: Readonly<Record<number, Elsewhere>> = {
  400: ['请求无效', '請求無效', 'Neplatný požadavek'],
  401: ['未登录', '未登入', 'Nepřihlášeno'],
  403: ['无权操作', '無權操作', 'Bez oprávnění'],
  404: ['未找到', '找不到', 'Nenalezeno'],
  405: ['不支持的方法', '不支援的方法', 'Nepodporovaná metoda'],
  406: ['无法接受', '無法接受', 'Nepřijatelné'],
  408: ['请求超时', '請求逾時', 'Vypršel čas požadavku'],
  409: ['与当前状态冲突', '與現有狀態衝突', 'Rozpor se současným stavem'],
  410: ['已失效', '已失效', 'Už neplatí'],
  412: ['前提条件不成立', '先決條件不成立', 'Předpoklad neplatí'],
  413: ['内容过大', '內容過大', 'Příliš velký obsah'],
  415: ['不支持的媒体类型', '不支援的媒體類型', 'Nepodporovaný typ obsahu'],
  422: ['内容无法处理', '內容無法處理', 'Obsah nelze zpracovat'],
  429: ['请求过多', '請求過多', 'Příliš mnoho požadavků'],
  500: ['服务器内部错误', '伺服器內部錯誤', 'Vnitřní chyba serveru'],
  502: ['网关错误', '閘道錯誤', 'Chyba brány'],
  503: ['服务暂不可用', '服務暫不可用', 'Služba je nedostupná'],
  504: ['网关超时', '閘道逾時', 'Vypršel čas brány'],
};

/** The title of a problem in its reader's language. */
export function problemTitleIn(locale: Locale, status: number, english: string): string {
  const found = titles[status];
  return locale === 'en' || found === undefined ? english : inColumn(found, locale);
}
