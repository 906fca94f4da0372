import type { Locale } from './locale.ts';

/** The phrases of HTTP statuses (RFC 9110) the API answers problems with; English is the standard's own. */
const titles: Readonly<Record<number, readonly [simplified: string, traditional: string]>> = {
  400: ['请求无效', '請求無效'],
  401: ['未登录', '未登入'],
  403: ['无权操作', '無權操作'],
  404: ['未找到', '找不到'],
  405: ['不支持的方法', '不支援的方法'],
  406: ['无法接受', '無法接受'],
  408: ['请求超时', '請求逾時'],
  409: ['与当前状态冲突', '與現有狀態衝突'],
  410: ['已失效', '已失效'],
  413: ['内容过大', '內容過大'],
  415: ['不支持的媒体类型', '不支援的媒體類型'],
  422: ['内容无法处理', '內容無法處理'],
  429: ['请求过多', '請求過多'],
  500: ['服务器内部错误', '伺服器內部錯誤'],
  502: ['网关错误', '閘道錯誤'],
  503: ['服务暂不可用', '服務暫不可用'],
  504: ['网关超时', '閘道逾時'],
};

/** The title of a problem in its reader's language. */
export function problemTitleIn(locale: Locale, status: number, english: string): string {
  const found = titles[status];
  return locale === 'en' || found === undefined ? english : found[locale === 'zh-CN' ? 0 : 1];
}
