import type { LetterWords } from '../letter.ts';

/**
 * Letters about accounts. `token` is the single-use code the reader hands in; `until` an ISO instant. Data of each:
 * confirm-address {name, company, token, until}, address-known {name}, invitation {company, token, until},
 * password-reset {name, token, until}, password-changed {name, at},
 * role-proposed {name, company, subject, roles, proposal}.
 */
export const identityLetters = {
  'confirm-address': {
    en: {
      subject: 'Confirm your e-mail address',
      text:
        'you signed up {company}. Your confirmation code, good once until {until, date, ' +
        'instant}:\n\n{token}\n\n' +
        'If this was not you, do nothing: without the code no account is made.',
    },
    'zh-CN': {
      subject: '请确认您的电子邮箱',
      text:
        '您已为{company}提交注册。确认码（仅可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '如非本人操作，请忽略此邮件；未使用确认码，账户不会建立。',
    },
    'zh-HK': {
      subject: '請確認您的電郵地址',
      text:
        '您已為{company}提交註冊。確認碼（只可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '如非本人操作，請不用理會此電郵；未使用確認碼，帳戶不會建立。',
    },
    cs: {
      subject: 'Potvrďte svou e-mailovou adresu',
      text:
        'přihlásili jste společnost {company}. Váš potvrzovací kód, platný jednou do ' +
        '{until, date, instant}:\n\n{token}\n\nPokud jste to nebyli vy, nedělejte nic: bez kódu žádný účet ' +
        'nevznikne.',
    },
  },
  'address-known': {
    en: {
      subject: 'You have an account already',
      text:
        'somebody entered your e-mail address to sign up or to invite you. You have an account with ' +
        'it already: sign in, or reset your password if you have lost it. If this was not you, do nothing.',
    },
    'zh-CN': {
      subject: '您已有账户',
      text:
        '有人使用您的电子邮箱注册或向您发出邀请，而该邮箱已有账户。请直接登录；如忘记密码，请重置密码。' +
        '如非本人操作，请忽略此邮件。',
    },
    'zh-HK': {
      subject: '您已有帳戶',
      text:
        '有人使用您的電郵地址註冊或向您發出邀請，而該地址已有帳戶。請直接登入；如忘記密碼，請重設密碼。' +
        '如非本人操作，請不用理會此電郵。',
    },
    cs: {
      subject: 'Účet už máte',
      text:
        'někdo zadal vaši e-mailovou adresu při registraci nebo pozvání. S touto ' +
        'adresou už účet máte: přihlaste se, nebo si obnovte heslo, pokud jste ho zapomněli. Pokud jste to ' +
        'nebyli vy, nedělejte nic.',
    },
  },
  invitation: {
    en: {
      subject: '{company} invites you',
      text:
        '{company} invites you to act for it here. Your invitation code, good once until ' +
        '{until, date, instant}:\n\n' +
        '{token}\n\nIf you do not know the company, do nothing.',
    },
    'zh-CN': {
      subject: '{company}邀请您加入',
      text:
        '{company}邀请您代表该公司在本平台操作。邀请码（仅可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '如您不认识该公司，请忽略此邮件。',
    },
    'zh-HK': {
      subject: '{company}邀請您加入',
      text:
        '{company}邀請您代表該公司在本平台操作。邀請碼（只可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '如您不認識該公司，請不用理會此電郵。',
    },
    cs: {
      subject: '{company} vás zve ke spolupráci',
      text:
        'společnost {company} vás zve, abyste zde jednali jejím jménem. Kód pozvánky, platný ' +
        'jednou do {until, date, instant}:\n\n{token}\n\nPokud společnost neznáte, nedělejte nic.',
    },
  },
  'password-reset': {
    en: {
      subject: 'Reset your password',
      text:
        'your code for a new password, good once until {until, date, instant}:\n\n{token}\n\n' +
        'A new password ends all your sessions. If you did not ask for it, do nothing: your password stays.',
    },
    'zh-CN': {
      subject: '重置密码',
      text:
        '重置密码的验证码（仅可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '设置新密码后，您的所有会话将结束。如非本人操作，请忽略此邮件，密码保持不变。',
    },
    'zh-HK': {
      subject: '重設密碼',
      text:
        '重設密碼的驗證碼（只可使用一次，有效期至 {until, date, instant}）：\n\n{token}\n\n' +
        '設定新密碼後，您的所有登入階段將結束。如非本人操作，請不用理會此電郵，密碼保持不變。',
    },
    cs: {
      subject: 'Obnova hesla',
      text:
        'váš kód pro nové heslo, platný jednou do {until, date, ' +
        'instant}:\n\n{token}\n\nNovým heslem se ukončí všechna vaše přihlášení. Pokud jste o něj ' +
        'nežádali, nedělejte nic: heslo zůstává.',
    },
  },
  'password-changed': {
    en: {
      subject: 'Your password was changed',
      text:
        'your password was changed on {at, date, instant}; your other sessions have ended.\n\n' +
        'If it was not you, ask for a new one at once: somebody else knew it.',
    },
    'zh-CN': {
      subject: '您的密码已更改',
      text:
        '您的密码已于 {at, date, instant} 更改，您的其他会话已结束。\n\n' +
        '如非本人操作，请立即重置密码：您的密码可能已被他人知悉。',
    },
    'zh-HK': {
      subject: '您的密碼已更改',
      text:
        '您的密碼已於 {at, date, instant} 更改，您的其他登入階段已結束。\n\n' +
        '如非本人操作，請立即重設密碼：您的密碼可能已被他人知悉。',
    },
    cs: {
      subject: 'Vaše heslo bylo změněno',
      text:
        'vaše heslo bylo změněno {at, date, instant}; ostatní vaše přihlášení ' +
        'skončila.\n\nPokud jste to nebyli vy, požádejte ihned o nové: heslo znal někdo další.',
    },
  },
  'role-proposed': {
    en: {
      subject: 'A role that moves money waits for a second person',
      text:
        'at {company}, {subject} is proposed for: {roles}. A second person approves or refuses it ' +
        '(proposal {proposal}).',
    },
    'zh-CN': {
      subject: '资金相关角色待第二人批准',
      text: '{company}拟授予{subject}以下角色：{roles}。须由第二人批准或拒绝（提案 {proposal}）。',
    },
    'zh-HK': {
      subject: '資金相關角色待第二人批准',
      text: '{company}擬授予{subject}以下角色：{roles}。須由第二人批准或拒絕（提案 {proposal}）。',
    },
    cs: {
      subject: 'Role pro nakládání s penězi čeká na druhou osobu',
      text:
        've společnosti {company} jsou pro uživatele {subject} navrženy role: ' +
        '{roles}. Schvaluje nebo zamítá druhá osoba (návrh {proposal}).',
    },
  },
} as const satisfies Record<string, LetterWords>;
