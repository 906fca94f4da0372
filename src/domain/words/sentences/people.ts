import type { Sentences } from '../sentences.ts';

/** What is said of companies, people, roles, approvals and keys. */
export const peopleSentences: Sentences = {
  'expiresAt: it has passed already.': [
    'expiresAt：该时间已过。',
    'expiresAt：該時間已過。',
    'expiresAt: už uplynulo.',
  ],
  'A company has at most {most} keys: revoke one first.': [
    '每家公司最多有{most}个密钥：请先撤销一个。',
    '每間公司最多有{most}個密鑰：請先撤銷一個。',
    'Společnost má nejvýše {most} klíčů: nejprve jeden zrušte.',
  ],
  'kinds: those of this company are set by the platform.': [
    'kinds：该公司的类别由平台设定。',
    'kinds：該公司的類別由平台設定。',
    'kinds: druhy této společnosti určuje platforma.',
  ],
  'kinds: somebody of yours acts as {parties}.': [
    'kinds：贵公司有人正担任{parties}。',
    'kinds：貴公司有人正擔任{parties}。',
    'kinds: někdo od vás jedná v roli {parties}.',
  ],
  'email: the address is of a user of your company.': [
    'email：该邮箱属于贵公司的用户。',
    'email：該地址屬於貴公司的使用者。',
    'email: adresa patří uživateli vaší společnosti.',
  ],
  'email: there is an account with this address.': [
    'email：该邮箱已有账户。',
    'email：該地址已有帳戶。',
    'email: s touto adresou už účet existuje.',
  ],
  'email: the user is deactivated.': [
    'email：该用户已停用。',
    'email：該使用者已停用。',
    'email: uživatel je deaktivován.',
  ],
  'The invitation is accepted or revoked already.': [
    '邀请已被接受或撤销。',
    '邀請已獲接受或已撤銷。',
    'Pozvánka je už přijata, nebo zrušena.',
  ],
  'token: unknown, used, revoked or expired; ask to be invited again.': [
    'token：未知、已使用、已撤销或已过期；请要求重新邀请。',
    'token：不明、已使用、已撤銷或已過期；請要求重新邀請。',
    'token: neznámý, použitý, zrušený nebo propadlý; požádejte o novou pozvánku.',
  ],
  'token: unknown, used or expired; ask for a new one.': [
    'token：未知、已使用或已过期；请重新获取。',
    'token：不明、已使用或已過期；請重新索取。',
    'token: neznámý, použitý nebo propadlý; požádejte o nový.',
  ],
  'There is an account with this address: sign in.': [
    '该邮箱已有账户：请登录。',
    '該地址已有帳戶：請登入。',
    'S touto adresou už účet existuje: přihlaste se.',
  ],
  'Somebody has to administer the company: make somebody else an admin first.': [
    '公司须有管理员：请先让他人担任管理员。',
    '公司須有管理員：請先讓他人擔任管理員。',
    'Někdo musí společnost spravovat: nejprve jmenujte jiného správce.',
  ],
  'The company has an administrator, who invites others.': [
    '公司已有管理员，由其邀请他人。',
    '公司已有管理員，由其邀請他人。',
    'Společnost má správce, který zve ostatní.',
  ],
  'The company is suspended already.': ['该公司已被暂停。', '該公司已被暫停。', 'Společnost je už pozastavena.'],
  'The company is not suspended.': ['该公司未被暂停。', '該公司未被暫停。', 'Společnost není pozastavena.'],
  'The user is deactivated.': ['该用户已停用。', '該使用者已停用。', 'Uživatel je deaktivován.'],
  'The user has these rights already.': [
    '该用户已有这些权限。',
    '該使用者已有這些權限。',
    'Uživatel tato práva už má.',
  ],
  'The user is deactivated already.': ['该用户早已停用。', '該使用者早已停用。', 'Uživatel je už deaktivován.'],
  'The user is not deactivated.': ['该用户未停用。', '該使用者未停用。', 'Uživatel není deaktivován.'],
  'No OpenID Connect provider is configured here.': [
    '此处未配置OpenID Connect提供方。',
    '此處未設定OpenID Connect提供者。',
    'Není zde nastaven žádný poskytovatel OpenID Connect.',
  ],
  'The provider did not confirm who you are: begin again.': [
    '提供方未确认您的身份：请重新开始。',
    '提供者未確認您的身分：請重新開始。',
    'Poskytovatel nepotvrdil, kdo jste: začněte znovu.',
  ],
  'The provider does not answer now; try again later.': [
    '提供方暂无响应，请稍后再试。',
    '提供者暫無回應，請稍後再試。',
    'Poskytovatel nyní neodpovídá; zkuste to později.',
  ],
  'This browser has no sign-in under way: begin again.': [
    '此浏览器没有进行中的登录：请重新开始。',
    '此瀏覽器沒有進行中的登入：請重新開始。',
    'V tomto prohlížeči neprobíhá přihlášení: začněte znovu.',
  ],
  'Nobody is registered here under your confirmed address: have your company invite it, or sign up with it.': [
    '您的登录服务所确认的邮箱未在此注册：请贵公司邀请该邮箱，或用其注册。',
    '閣下的登入服務所確認的電郵地址未在此註冊：請貴公司邀請該地址，或以其註冊。',
    'Pod vaší potvrzenou adresou tu nikdo není: ať ji vaše společnost pozve, nebo se s ní zaregistrujte.',
  ],
  'current: this is not your password.': [
    'current：这不是您的密码。',
    'current：這不是您的密碼。',
    'current: toto není vaše heslo.',
  ],
  'password: this is the one you have.': [
    'password：与现有密码相同。',
    'password：與現有密碼相同。',
    'password: toto heslo už máte.',
  ],
  'roles: {parties} is not for a company of the kinds {kinds}.': [
    'roles：{parties}不适用于类别为{kinds}的公司。',
    'roles：{parties}不適用於類別為{kinds}的公司。',
    'roles: {parties} nepřísluší společnosti druhu {kinds}.',
  ],
  '{parties}: granted by two people, after the invitation is accepted.': [
    '{parties}：须在接受邀请后由两人授予。',
    '{parties}：須於接受邀請後由兩人授予。',
    '{parties}: udělují dvě osoby, až po přijetí pozvánky.',
  ],
  'roles: {parties} is for people only.': [
    'roles：{parties}仅供个人担任。',
    'roles：{parties}只供個人擔任。',
    'roles: {parties} je jen pro lidi.',
  ],
  'A second person approves: neither who proposed it nor who gains by it.': [
    '须由第二人批准：既非提议者，也非受益者。',
    '須由第二人批准：既非提議者，亦非受益者。',
    'Schvaluje druhá osoba: ani navrhovatel, ani ten, kdo tím získá.',
  ],
  'The rights have changed since it was proposed.': [
    '提议之后权限已有变更。',
    '提議之後權限已有更改。',
    'Práva se od návrhu změnila.',
  ],
  'hash: it is not that of what is proposed.': [
    'hash：不是该提案的哈希。',
    'hash：不是該提案的雜湊值。',
    'hash: není to haš návrhu.',
  ],
  'Your company approves this first: request {request}. Send the command again when it is approved.': [
    '须先经贵公司审批：申请{request}。批准后请重新发送指令。',
    '須先經貴公司審批：申請{request}。批准後請重新傳送指令。',
    'Nejprve to schvaluje vaše společnost: žádost {request}. Po schválení pošlete příkaz znovu.',
  ],
  'Your company approves purchases of this amount: ask for a quote with POST /v1/orders.': [
    '此金额的采购须经贵公司审批：请用POST /v1/orders询价。',
    '此金額的採購須經貴公司審批：請用POST /v1/orders查詢報價。',
    'Nákupy v této výši schvaluje vaše společnost: požádejte o nabídku přes POST /v1/orders.',
  ],
  "Your company's policy says nothing of purchases in {currency}.": [
    '贵公司的采购政策未规定{currency}采购。',
    '貴公司的採購政策未訂明{currency}採購。',
    'Pravidla vaší společnosti o nákupech v {currency} nic neříkají.',
  ],
  'Purchases are ruled by the buying company itself.': [
    '采购规则由采购公司自行制定。',
    '採購規則由採購公司自行訂立。',
    'Pravidla nákupů si určuje kupující společnost sama.',
  ],
  'The terms it is about are no longer on the table.': [
    '所涉条款已不在谈判中。',
    '所涉條款已不在談判中。',
    'Podmínky, kterých se týká, už nejsou na stole.',
  ],
  'Only the buying company decides.': [
    '只有采购公司可以决定。',
    '只有採購公司可以決定。',
    'Rozhoduje jen kupující společnost.',
  ],
  'This is not the hash the request is about.': [
    '这不是该申请所涉的哈希。',
    '這不是該申請所涉的雜湊值。',
    'Toto není haš, kterého se žádost týká.',
  ],
  'Whoever asks does not decide: a second person does.': [
    '申请人不得决定：须由第二人决定。',
    '申請人不得決定：須由第二人決定。',
    'Kdo žádá, nerozhoduje: rozhoduje druhá osoba.',
  ],
  'The level {level} is not yours to decide.': [
    '审批级别“{level}”不由您决定。',
    '審批級別「{level}」不由您決定。',
    'O stupni {level} nerozhodujete vy.',
  ],
  'You have decided this level already.': [
    '您已就该级别作出决定。',
    '您已就該級別作出決定。',
    'O tomto stupni jste už rozhodli.',
  ],
  'This version, or a newer one, is in force.': [
    '该版本或更新版本已生效。',
    '該版本或更新版本已生效。',
    'Tato verze, nebo novější, už platí.',
  ],
  'A second person confirms the policy.': [
    '该规则须由第二人确认。',
    '該規則須由第二人確認。',
    'Pravidla potvrzuje druhá osoba.',
  ],
  'A change of the payout account waits for its approvals already.': [
    '已有收款账户变更等待批准。',
    '已有收款帳戶更改等待批准。',
    'Změna účtu pro výplaty už na schválení čeká.',
  ],
  'No new payout account of that company waits.': [
    '该公司没有等待批准的新收款账户。',
    '該公司沒有等待批准的新收款帳戶。',
    'Žádný nový účet této společnosti nečeká.',
  ],
  'This is not the hash of what is proposed.': [
    '这不是提案内容的哈希。',
    '這不是提案內容的雜湊值。',
    'Toto není haš návrhu.',
  ],
  'A second person of the platform must approve it.': [
    '须由平台的第二人批准。',
    '須由平台的第二人批准。',
    'Musí to schválit druhá osoba platformy.',
  ],
  'You proposed this; a second person decides.': [
    '由您提议；须由第二人决定。',
    '由您提議；須由第二人決定。',
    'Navrhli jste to vy; rozhoduje druhá osoba.',
  ],
  'You proposed it; a second person of the platform approves.': [
    '由您提议；须由平台的第二人批准。',
    '由您提議；須由平台的第二人批准。',
    'Navrhli jste to vy; schvaluje druhá osoba platformy.',
  ],
  'Whoever proposed it is no administrator any more: propose it anew.': [
    '提议人已不再是管理员：请重新提议。',
    '提議人已不再是管理員：請重新提議。',
    'Kdo to navrhl, už není správcem: navrhněte to znovu.',
  ],
};
