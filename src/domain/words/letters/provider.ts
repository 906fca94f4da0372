import { inEveryLanguage, type LetterWords } from '../letter.ts';

/**
 * Letters to companies that serve trades, with the data they need: provider-invitation {company, token, until},
 * company-suspended {company, reason}, company-reactivated {company, reason}.
 */
export const providerLetters = {
  'provider-invitation': inEveryLanguage(
    [
      'Administer {company} on the trade platform',
      'the platform has registered {company}. You are invited to administer it. Your invitation code, ' +
        'good once until {until, date, instant}:\n\n{token}\n\nIf you do not act for {company}, do nothing.',
    ],
    [
      '邀请您管理{company}在交易平台上的账户',
      '平台已登记{company}，现邀请您担任其管理员。邀请码在 {until, date, instant} 前可使用一次：\n\n{token}\n\n' +
        '如您并非{company}的代表，请忽略本函。',
    ],
    [
      '邀請您管理{company}在交易平台上的帳戶',
      '平台已登記{company}，現邀請您擔任其管理員。邀請碼在 {until, date, instant} 前可使用一次：\n\n{token}\n\n' +
        '如您並非{company}的代表，請忽略本函。',
    ],
    [
      'Spravujte společnost {company} na obchodní platformě',
      'platforma zaregistrovala společnost {company} a zve vás, abyste ji zde ' +
        'spravovali. Kód pozvánky, ' +
        'platný jednou do {until, date, instant}:\n\n{token}\n\nPokud za společnost {company} ' +
        'nejednáte, nedělejte nic.',
    ],
  ),
  'company-suspended': inEveryLanguage(
    [
      '{company} is suspended',
      'the platform has suspended {company}: {reason}\n\nYour sessions have ended, and no new order names the ' +
        'company. Orders that run stay as they are; write to the platform about them.',
    ],
    [
      '{company}已被暂停',
      '平台已暂停{company}的资格：{reason}\n\n您的会话已结束，新订单不再指定贵公司。进行中的订单维持现状，如有疑问请联系平台。',
    ],
    [
      '{company}已被暫停',
      '平台已暫停{company}的資格：{reason}\n\n您的登入階段已結束，新訂單不再指定貴公司。進行中的訂單維持現狀，如有疑問請聯絡平台。',
    ],
    [
      'Společnost {company} je pozastavena',
      'platforma pozastavila společnost {company}: {reason}\n\nVaše přihlášení skončila a žádná nová objednávka ' +
        'společnost neuvede. Běžící objednávky zůstávají, jak jsou; pište o nich platformě.',
    ],
  ),
  'company-reactivated': inEveryLanguage(
    ['{company} is active again', 'the platform has ended the suspension of {company}: {reason}\n\nSign in as before.'],
    ['{company}已恢复', '平台已恢复{company}的资格：{reason}\n\n您可照常登录。'],
    ['{company}已恢復', '平台已恢復{company}的資格：{reason}\n\n您可照常登入。'],
    [
      'Společnost {company} je opět činná',
      'platforma ukončila pozastavení společnosti {company}: {reason}\n\nPřihlaste se jako dříve.',
    ],
  ),
} as const satisfies Record<string, LetterWords>;
