import type { LetterWords } from '../letter.ts';

/** Letters about purchase orders, approvals and contracts; `amount` is written out, instants are ISO in UTC. */
export const contractLetters: Record<string, LetterWords> = {
  'approval-asked': {
    en: {
      subject: 'Please decide: order {order}, {amount} {currency}',
      text:
        'Order {order} for {amount} {currency} waits for your decision ({level}, request {approval}). ' +
        'Please approve or refuse it before {dueAt, date, instant}.',
    },
    'zh-CN': {
      subject: '请审批：订单 {order}，{currency} {amount}',
      text: '订单 {order}，金额 {currency} {amount}，正等待您的审批（{level}，申请编号 {approval}）。请在 {dueAt, date, instant} 前批准或拒绝。',
    },
    'zh-HK': {
      subject: '請審批：訂單 {order}，{currency} {amount}',
      text: '訂單 {order}，金額 {currency} {amount}，正等待閣下審批（{level}，申請編號 {approval}）。請於 {dueAt, date, instant} 前批准或拒絕。',
    },
    cs: {
      subject: 'Prosíme o rozhodnutí: objednávka {order}, {amount} {currency}',
      text:
        'Objednávka {order} na částku {amount} {currency} čeká na vaše rozhodnutí ({level}, žádost ' +
        '{approval}). Schvalte ji, nebo zamítněte do {dueAt, date, instant}.',
    },
  },
  'approval-overdue': {
    en: {
      subject: 'No decision in time: order {order}',
      text: 'Nobody decided the level {level} of request {approval} (order {order}, {amount} {currency}) in time.',
    },
    'zh-CN': {
      subject: '逾期未审批：订单 {order}',
      text: '申请 {approval}（订单 {order}，{currency} {amount}）的审批级别“{level}”未在期限内处理。',
    },
    'zh-HK': {
      subject: '逾期未審批：訂單 {order}',
      text: '申請 {approval}（訂單 {order}，{currency} {amount}）的審批級別「{level}」未於期限內處理。',
    },
    cs: {
      subject: 'Nerozhodnuto včas: objednávka {order}',
      text: 'O stupni {level} žádosti {approval} (objednávka {order}, {amount} {currency}) nikdo včas ' + 'nerozhodl.',
    },
  },
  'mail-refused': {
    en: {
      subject: 'Your message could not be taken: {subject}',
      text: 'We have kept your message “{subject}”, but could not take it as an order: {reason}',
    },
    'zh-CN': {
      subject: '您的邮件未能受理：{subject}',
      text: '我们已保存您的邮件“{subject}”，但未能将其受理为订单：{reason}',
    },
    'zh-HK': {
      subject: '閣下的郵件未能受理：{subject}',
      text: '我們已保存閣下的郵件「{subject}」，但未能將其受理為訂單：{reason}',
    },
    cs: {
      subject: 'Vaši zprávu nebylo možné přijmout: {subject}',
      text: 'Vaši zprávu „{subject}“ jsme uložili, ale jako objednávku jsme ji přijmout nemohli: {reason}',
    },
  },
  'order-by-mail': {
    en: {
      subject: 'Order {order} is opened from your message',
      text: 'Your message “{subject}” has opened order {order}. The supplier has been asked for a quote.',
    },
    'zh-CN': {
      subject: '已根据您的邮件开立订单 {order}',
      text: '您的邮件“{subject}”已开立订单 {order}，并已向供应商询价。',
    },
    'zh-HK': {
      subject: '已根據閣下的郵件開立訂單 {order}',
      text: '閣下的郵件「{subject}」已開立訂單 {order}，並已向供應商詢價。',
    },
    cs: {
      subject: 'Z vaší zprávy byla otevřena objednávka {order}',
      text:
        'Na základě vaší zprávy „{subject}“ byla otevřena objednávka {order}. Dodavatel byl požádán o ' + 'nabídku.',
    },
  },
  'order-by-mail-in-part': {
    en: {
      subject: 'Order {order} is opened from your message, without some of its files',
      text:
        'Your message “{subject}” has opened order {order}. The supplier has been asked for a quote. These files ' +
        'were not filed with the order; send them again as they should be, or file them on the platform:\n\n{files}',
    },
    'zh-CN': {
      subject: '已根据您的邮件开立订单 {order}，部分附件未存档',
      text:
        '您的邮件“{subject}”已开立订单 {order}，并已向供应商询价。以下文件未随订单存档，请更正后重新发送，' +
        '或在平台上提交：\n\n{files}',
    },
    'zh-HK': {
      subject: '已根據閣下的郵件開立訂單 {order}，部分附件未存檔',
      text:
        '閣下的郵件「{subject}」已開立訂單 {order}，並已向供應商詢價。以下檔案未隨訂單存檔，請更正後重新傳送，' +
        '或在平台上提交：\n\n{files}',
    },
    cs: {
      subject: 'Z vaší zprávy byla otevřena objednávka {order}, bez některých souborů',
      text:
        'Na základě vaší zprávy „{subject}“ byla otevřena objednávka {order}. Dodavatel byl požádán o nabídku. ' +
        'Tyto soubory se k objednávce neuložily; pošlete je znovu v pořádku, nebo je uložte na platformě:\n\n{files}',
    },
  },
};
