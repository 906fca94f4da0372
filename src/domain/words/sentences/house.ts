import type { Sentences } from '../sentences.ts';

/** What is said of members, approvals, access, keys, webhooks and screening. */
export const houseSentences: Sentences = {
  'Nobody looks after this company: it is no member.': [
    '无人负责该公司：它不是会员。',
    '無人負責該公司：它不是會員。',
    'O tuto společnost se nikdo nestará: není členem.',
  ],
  'manager: {user} is no account manager.': [
    'manager：{user}不是客户经理。',
    'manager：{user}不是客戶經理。',
    'manager: {user} není správce klientů.',
  ],
  'No such follow-up waits to be recorded.': [
    '没有此项待登记的跟进。',
    '沒有此項待登記的跟進。',
    'Žádný takový krok na zaznamenání nečeká.',
  ],
  'product: the company is offered no such product.': [
    'product：未向该公司提供此产品。',
    'product：未向該公司提供此產品。',
    'product: společnosti se takový výrobek nenabízí.',
  ],
  'to: {user} is nobody else of your company.': [
    'to：{user}不是贵公司的其他人员。',
    'to：{user}不是貴公司的其他人員。',
    'to: {user} není nikdo jiný z vaší společnosti.',
  ],
  '{field}: {user} is nobody of your company.': [
    '{field}：{user}不是贵公司人员。',
    '{field}：{user}不是貴公司人員。',
    '{field}: {user} není z vaší společnosti.',
  ],
  'timeZone: {zone} is no IANA time zone.': [
    'timeZone：{zone}不是IANA时区。',
    'timeZone：{zone}不是IANA時區。',
    'timeZone: {zone} není časové pásmo IANA.',
  ],
  'There is no such {what}.': [
    '没有此项（{what}）。',
    '沒有此項（{what}）。',
    'Nic takového není ({what}).',
  ],
  'The request is {state}: {outcome}': [
    '该申请{state}：{outcome}',
    '該申請{state}：{outcome}',
    'Stav žádosti: {state}. {outcome}',
  ],
  'Nobody but you can decide the level {level}: change the policy.': [
    '除您以外无人可审批级别“{level}”：请修改审批规则。',
    '除您以外無人可審批級別「{level}」：請修改審批規則。',
    'O stupni {level} nemůže rozhodnout nikdo kromě vás: změňte pravidla.',
  ],
  'This takes {amount} of {whose} limit of {limit} a {window}, of which {taken} are taken.': [
    '本次需占用{amount}；限额（{whose}）为每{window}{limit}，其中{taken}已占用。',
    '本次需佔用{amount}；限額（{whose}）為每{window}{limit}，其中{taken}已佔用。',
    'Toto bere {amount} z limitu ({whose}) {limit} na období {window}, z něhož je vyčerpáno {taken}.',
  ],
  "Your last request waits for this supplier's answer.": [
    '您上次的申请正等待该供应商答复。',
    '您上次的申請正等待該供應商回覆。',
    'Vaše poslední žádost čeká na odpověď tohoto dodavatele.',
  ],
  'a UBL catalogue is of one supplier: say which': [
    'UBL目录只含一家供应商：请指明',
    'UBL目錄只含一間供應商：請指明',
    'katalog UBL je jednoho dodavatele: uveďte kterého',
  ],
  '{field}: there is no buyer company of that id.': [
    '{field}：没有该编号的买方公司。',
    '{field}：沒有該編號的買方公司。',
    '{field}: kupující s tímto označením není.',
  ],
  'The request has been answered: {state}.': [
    '该申请已有答复：{state}。',
    '該申請已有回覆：{state}。',
    'Žádost už byla zodpovězena: {state}.',
  ],
  'ndaSha256: the buyer named another agreement.': [
    'ndaSha256：买方指明的是另一份协议。',
    'ndaSha256：買方指明的是另一份協議。',
    'ndaSha256: kupující uvedl jinou dohodu.',
  ],
  'There is no access to revoke: {state}.': [
    '没有可撤销的访问权限：{state}。',
    '沒有可撤銷的存取權限：{state}。',
    'Není přístup, který by šlo odvolat: {state}.',
  ],
  'The proposal is {state} already.': [
    '该提案{state}。',
    '該提案{state}。',
    'Návrh už má stav: {state}.',
  ],
  'The letter is {state}: only a dead one is retried.': [
    '该信函{state}：只有无法投递的信函可以重发。',
    '該信函{state}：只有無法投遞的信函可以重發。',
    'Stav dopisu: {state}. Znovu se posílá jen nedoručitelný.',
  ],
  'The mailbox is for: operator.': [
    '邮箱仅供平台运营方使用。',
    '郵箱只供平台營運方使用。',
    'Schránka je pro provozovatele.',
  ],
  'Profiles are added by operators.': [
    '流程配置由平台运营方添加。',
    '流程設定由平台營運方加入。',
    'Profily přidávají provozovatelé.',
  ],
  'This company cannot become a member.': [
    '该公司不能成为会员。',
    '該公司不能成為會員。',
    'Tato společnost se nemůže stát členem.',
  ],
  'The review was due at {dueAt}.': [
    '审核应于{dueAt}前完成。',
    '審核應於{dueAt}前完成。',
    'Posouzení mělo být hotovo do {dueAt}.',
  ],
  '{command} is not taken while the application is {state}.': [
    '申请状态为“{state}”时不接受{command}。',
    '申請狀態為「{state}」時不接受{command}。',
    'Příkaz {command} se nepřijímá, když je stav žádosti „{state}“.',
  ],
  '{field}: holds a character not stored.': [
    '{field}：含有无法保存的字符。',
    '{field}：含有無法儲存的字元。',
    '{field}: obsahuje znak, který nelze uložit.',
  ],
  '{command} is for the {party}.': [
    '{command}仅供{party}使用。',
    '{command}只供{party}使用。',
    'Příkaz {command} je pro: {party}.',
  ],
  'Still wanted: {papers}.': [
    '尚缺：{papers}。',
    '尚欠：{papers}。',
    'Ještě chybí: {papers}.',
  ],
  'Nothing was taken. Row {row}{field}: {rule}.': [
    '未接收任何内容。第{row}行{field}：{rule}。',
    '未接收任何內容。第{row}行{field}：{rule}。',
    'Nic nebylo přijato. Řádek {row}{field}: {rule}.',
  ],
  'This very file was imported before.': [
    '此文件已导入过。',
    '此檔案已匯入過。',
    'Právě tento soubor už byl načten.',
  ],
  'The hit is {verdict} already.': [
    '该命中已判定为{verdict}。',
    '該命中已判定為{verdict}。',
    'Shoda už má výsledek: {verdict}.',
  ],
  'registrationNumber: {name} is registered in {country} under {number}.': [
    'registrationNumber：{name}已在{country}以{number}登记。',
    'registrationNumber：{name}已在{country}以{number}登記。',
    'registrationNumber: {name} je v zemi {country} zapsána pod číslem {number}.',
  ],
  'A company has at most {most} webhooks.': [
    '每家公司最多有{most}个webhook。',
    '每間公司最多有{most}個webhook。',
    'Společnost má nejvýše {most, plural, one {# webhook} few {# webhooky} other {# webhooků}}.',
  ],
  'from: this webhook was told up to {reached} only.': [
    'from：该webhook仅通知至{reached}。',
    'from：該webhook只通知至{reached}。',
    'from: tomuto webhooku bylo oznámeno jen po {reached}.',
  ],
  'The webhooks of the platform are for operators.': [
    '平台的webhook仅供运营方使用。',
    '平台的webhook只供營運方使用。',
    'Webhooky platformy jsou pro provozovatele.',
  ],
  'You have no such key in use.': [
    '您没有此项使用中的密钥。',
    '您沒有此項使用中的密鑰。',
    'Takový klíč nepoužíváte.',
  ],
  'own.publicKey: no Ed25519 public key as PEM.': [
    'own.publicKey：不是PEM格式的Ed25519公钥。',
    'own.publicKey：不是PEM格式的Ed25519公鑰。',
    'own.publicKey: není veřejný klíč Ed25519 ve formátu PEM.',
  ],
  'own.proof: does not sign "signing key of {user}" with this key.': [
    'own.proof：不是用该密钥对“signing key of {user}”的签名。',
    'own.proof：不是以該密鑰對「signing key of {user}」的簽署。',
    'own.proof: není podpis textu „signing key of {user}“ tímto klíčem.',
  ],
  'The platform keeps no keys; register your own.': [
    '平台不保管密钥；请登记您自己的密钥。',
    '平台不保管密鑰；請登記您自己的密鑰。',
    'Platforma klíče neuchovává; zaregistrujte si vlastní.',
  ],
  'The platform cannot open its vault now: nothing was signed.': [
    '平台目前无法打开密钥库：未签署任何内容。',
    '平台目前無法開啟密鑰庫：未簽署任何內容。',
    'Platforma teď nemůže otevřít svůj trezor: nic nebylo podepsáno.',
  ],
  'signature: sign the hash, its 64 digits as text, with the key you registered (Ed25519, base64url).': [
    'signature：请用您登记的密钥对哈希（64位文本）签名（Ed25519，base64url）。',
    'signature：請以您登記的密鑰對雜湊值（64位文字）簽署（Ed25519，base64url）。',
    'signature: podepište haš, jeho 64 číslic jako text, klíčem, který jste zaregistrovali (Ed25519, base64url).',
  ],
  'signature: you have registered no key to verify it with.': [
    'signature：您未登记可用于验证的密钥。',
    'signature：您未登記可供驗證的密鑰。',
    'signature: nezaregistrovali jste klíč, kterým by šel ověřit.',
  ],
  'document {id} was kept before with other content': [
    '文件{id}此前已以其他内容保存',
    '文件{id}此前已以其他內容儲存',
    'dokument {id} byl už uložen s jiným obsahem',
  ],
  'packing list {id} was kept before with other content': [
    '装箱单{id}此前已以其他内容保存',
    '裝箱單{id}此前已以其他內容儲存',
    'balicí list {id} byl už uložen s jiným obsahem',
  ],
  'There is no inspection plan yet: it is made when the goods receipt is out.': [
    '尚无检验方案：开具收货单后生成。',
    '尚無檢驗方案：開具收貨單後產生。',
    'Plán kontroly ještě není: vznikne po vystavení příjemky.',
  ],
  'Only orders of consumers have a delivery address.': [
    '只有消费者订单有送货地址。',
    '只有消費者訂單有送貨地址。',
    'Dodací adresu mají jen objednávky spotřebitelů.',
  ],
  'The contract waits for a compliance review; try again later.': [
    '合同正等待合规审查；请稍后再试。',
    '合約正等待合規審查；請稍後再試。',
    'Smlouva čeká na posouzení souladu; zkuste to později.',
  ],
};
