import type { LetterWords } from '../letter.ts';

/** Letters to everybody of a company whose payout account is about to change; data: `name`, `account`, `from`. */
export const payoutAccountLetters: Record<string, LetterWords> = {
  'payout-account-proposed': {
    en: {
      subject: 'A new payout account was proposed for your company',
      text:
        'A colleague proposed to pay your company to the account {account} of {name}. If this was not intended, ' +
        'tell your adviser at once: nothing changes before two people of the platform have approved it.',
    },
    'zh-CN': {
      subject: '贵公司的收款账户有变更申请',
      text:
        '贵公司有同事申请将收款账户变更为 {name} 的账户 {account}。如非贵公司本意，请立即联系您的顾问：' +
        '在平台两名人员批准之前，账户不会变更。',
    },
    'zh-HK': {
      subject: '貴公司的收款帳戶有更改申請',
      text:
        '貴公司有同事申請將收款帳戶更改為 {name} 的帳戶 {account}。如非貴公司本意，請立即聯絡您的顧問：' +
        '在平台兩名人員批准之前，帳戶不會更改。',
    },
    cs: {
      subject: 'Pro vaši společnost je navržen nový účet pro výplaty',
      text:
        'Kolega navrhl vyplácet vaši společnost na účet {account}, majitel {name}. Pokud to nebyl záměr, ' +
        'oznamte to ihned svému poradci: nic se nezmění, dokud to neschválí dvě osoby platformy.',
    },
  },
  'payout-account-approved': {
    en: {
      subject: 'Your new payout account is approved',
      text:
        'From {from, date, instant} on, your company is paid to the account {account} of {name}. ' +
        'Payouts that were approved before ' +
        'and have not left by then are approved anew. If you did not ask for this, tell your adviser at once.',
    },
    'zh-CN': {
      subject: '贵公司的新收款账户已获批准',
      text:
        '自 {from, date, instant} 起，贵公司的款项将付至 {name} 的账户 {account}。此前已批准但届时尚未付出的款项须重新批准。' +
        '如非贵公司申请，请立即联系您的顾问。',
    },
    'zh-HK': {
      subject: '貴公司的新收款帳戶已獲批准',
      text:
        '自 {from, date, instant} 起，貴公司的款項將付至 {name} 的帳戶 {account}。此前已批准但屆時尚未付出的款項須重新批准。' +
        '如非貴公司申請，請立即聯絡您的顧問。',
    },
    cs: {
      subject: 'Váš nový účet pro výplaty je schválen',
      text:
        'Od {from, date, instant} se vaší společnosti vyplácí na účet {account}, majitel {name}. Výplaty ' +
        'schválené dříve, které do té doby neodešly, se schvalují znovu. Pokud jste o to nežádali, oznamte ' +
        'to ihned svému poradci.',
    },
  },
  'payout-account-refused': {
    en: {
      subject: 'Your new payout account was not approved',
      text: 'The account {account} of {name} was not approved. Your company is paid to its account as before.',
    },
    'zh-CN': {
      subject: '贵公司的新收款账户未获批准',
      text: '{name} 的账户 {account} 未获批准。贵公司的收款账户维持不变。',
    },
    'zh-HK': {
      subject: '貴公司的新收款帳戶未獲批准',
      text: '{name} 的帳戶 {account} 未獲批准。貴公司的收款帳戶維持不變。',
    },
    cs: {
      subject: 'Váš nový účet pro výplaty nebyl schválen',
      text: 'Účet {account}, majitel {name}, nebyl schválen. Vaší společnosti se vyplácí na dosavadní účet.',
    },
  },
};
