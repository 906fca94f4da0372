import type { Sentences } from '../sentences.ts';

/** What is said of requests as such: who asks, what is not there, keys, files, and an engine that is away. */
export const askingSentences: Sentences = {
  'This is for people, not for systems with a key.': [
    '此操作仅供个人使用，不供持密钥的系统使用。',
    '此操作只供個人使用，不供持密鑰的系統使用。',
    'Toto je pro lidi, ne pro systémy s klíčem.',
  ],
  'This is for those who administer your company.': [
    '此操作仅供贵公司管理员使用。',
    '此操作只供貴公司管理員使用。',
    'Toto je pro ty, kdo spravují vaši společnost.',
  ],
  'This is for {parties}.': [
    '此操作仅供以下角色使用：{parties}。',
    '此操作只供以下角色使用：{parties}。',
    'Toto je pro: {parties}.',
  ],
  'This is for: {parties}.': [
    '此操作仅供以下角色使用：{parties}。',
    '此操作只供以下角色使用：{parties}。',
    'Toto je pro: {parties}.',
  ],
  'as: you do not act as {party} on this order.': [
    'as：您在本订单中不以{party}身份行事。',
    'as：您在本訂單中不以{party}身分行事。',
    'as: v této objednávce nejednáte jako {party}.',
  ],
  'There is nothing under this path.': ['此路径下没有内容。', '此路徑下沒有內容。', 'Pod touto cestou nic není.'],
  'This path takes {methods}.': ['此路径接受{methods}。', '此路徑接受{methods}。', 'Tato cesta přijímá {methods}.'],
  'The session has ended: sign in again.': [
    '会话已结束：请重新登录。',
    '登入階段已結束：請重新登入。',
    'Přihlášení skončilo: přihlaste se znovu.',
  ],
  'The API key is not valid, or not any more.': [
    'API密钥无效或已失效。',
    'API密鑰無效或已失效。',
    'Klíč API neplatí, nebo už neplatí.',
  ],
  'Sign in with POST /v1/sessions and send the token as Authorization: Bearer.': [
    '请用POST /v1/sessions登录，并以Authorization: Bearer发送令牌。',
    '請用POST /v1/sessions登入，並以Authorization: Bearer傳送權杖。',
    'Přihlaste se přes POST /v1/sessions a token posílejte jako Authorization: Bearer.',
  ],
  'The token is not valid: sign in again.': [
    '令牌无效：请重新登录。',
    '權杖無效：請重新登入。',
    'Token neplatí: přihlaste se znovu.',
  ],
  'This e-mail address and password do not go together.': [
    '电子邮箱与密码不匹配。',
    '電郵地址與密碼不符。',
    'Tato e-mailová adresa a heslo k sobě nepatří.',
  ],
  'Confirm the address first, with the code in the letter we sent.': [
    '请先用我们所发信函中的代码确认邮箱。',
    '請先用我們所發信函內的代碼確認地址。',
    'Nejprve potvrďte adresu kódem z dopisu, který jsme poslali.',
  ],
  'Your company has ended your access.': [
    '贵公司已终止您的访问权限。',
    '貴公司已終止您的存取權限。',
    'Vaše společnost ukončila váš přístup.',
  ],
  'The platform has suspended your company.': [
    '平台已暂停贵公司的资格。',
    '平台已暫停貴公司的資格。',
    'Platforma pozastavila vaši společnost.',
  ],
  'Too many failed attempts; try again later.': [
    '失败次数过多，请稍后再试。',
    '失敗次數過多，請稍後再試。',
    'Příliš mnoho neúspěšných pokusů; zkuste to později.',
  ],
  'Too many attempts; try again later.': [
    '尝试次数过多，请稍后再试。',
    '嘗試次數過多，請稍後再試。',
    'Příliš mnoho pokusů; zkuste to později.',
  ],
  'Send the body as application/json.': [
    '请以application/json发送正文。',
    '請以application/json傳送內容。',
    'Tělo posílejte jako application/json.',
  ],
  'Send the body as one of: {types}.': [
    '请以下列类型之一发送正文：{types}。',
    '請以下列類型之一傳送內容：{types}。',
    'Tělo posílejte jako jeden z typů: {types}.',
  ],
  'The body is not JSON, an object or a list.': [
    '正文不是JSON对象或列表。',
    '內容不是JSON物件或列表。',
    'Tělo není JSON, objekt ani seznam.',
  ],
  'Every write carries an Idempotency-Key of its own.': [
    '每次写入须带有自己的Idempotency-Key。',
    '每次寫入須帶有自己的Idempotency-Key。',
    'Každý zápis nese vlastní Idempotency-Key.',
  ],
  'Idempotency-Key: 1 to 255 printable ASCII characters.': [
    'Idempotency-Key：1至255个可打印ASCII字符。',
    'Idempotency-Key：1至255個可列印ASCII字元。',
    'Idempotency-Key: 1 až 255 tisknutelných znaků ASCII.',
  ],
  'The first request with this Idempotency-Key is still running.': [
    '使用此Idempotency-Key的首个请求仍在处理。',
    '使用此Idempotency-Key的首個請求仍在處理。',
    'První požadavek s tímto Idempotency-Key ještě běží.',
  ],
  'This Idempotency-Key was used for another request; take a new one.': [
    '此Idempotency-Key已用于其他请求；请换新的。',
    '此Idempotency-Key已用於其他請求；請換新的。',
    'Tento Idempotency-Key byl použit pro jiný požadavek; vezměte nový.',
  ],
  'Too many commands are waiting for this order; come back with the same key.': [
    '此订单等待处理的指令过多；请用同一密钥再试。',
    '此訂單等待處理的指令過多；請用同一密鑰再試。',
    'Na tuto objednávku čeká příliš mnoho příkazů; zkuste to znovu se stejným klíčem.',
  ],
  'The engine does not answer now; come back with the same key.': [
    '引擎暂无响应；请用同一密钥再试。',
    '引擎暫無回應；請用同一密鑰再試。',
    'Systém nyní neodpovídá; zkuste to znovu se stejným klíčem.',
  ],
  'Whether the command was carried out is not known yet; ask again with the same key.': [
    '尚不知指令是否已执行；请用同一密钥再次查询。',
    '尚不知指令是否已執行；請用同一密鑰再次查詢。',
    'Zatím se neví, zda byl příkaz proveden; zeptejte se znovu se stejným klíčem.',
  ],
  'Something went wrong here; it has been noted.': [
    '系统出错，已记录。',
    '系統出錯，已記錄。',
    'Něco se tu pokazilo; je to zaznamenáno.',
  ],
  'The database does not answer now; come back with the same key.': [
    '数据库暂无响应；请用同一密钥再试。',
    '資料庫暫無回應；請用同一密鑰再試。',
    'Databáze nyní neodpovídá; zkuste to znovu se stejným klíčem.',
  ],
  'This order has no such document, or none for your role.': [
    '本订单没有该文件，或您的角色无权查看。',
    '本訂單沒有該文件，或您的角色無權查看。',
    'Tato objednávka takový dokument nemá, nebo ne pro vaši roli.',
  ],
  'An auditor reads and writes nothing.': [
    '审计人员只读不写。',
    '審計人員只讀不寫。',
    'Auditor jen čte a nic nezapisuje.',
  ],
  'body: the file is a PDF with scripts or actions in it.': [
    'body：该PDF文件含有脚本或动作。',
    'body：該PDF檔案含有腳本或動作。',
    'body: soubor PDF obsahuje skripty nebo akce.',
  ],
  'body: the file declares a document type or entities.': [
    'body：该文件声明了文档类型或实体。',
    'body：該檔案宣告了文件類型或實體。',
    'body: soubor deklaruje typ dokumentu nebo entity.',
  ],
  'body: the file is no {type}.': ['body：该文件不是{type}。', 'body：該檔案不是{type}。', 'body: soubor není {type}.'],
  'body: files of the type {type} are not filed.': [
    'body：{type}类型的文件不予存档。',
    'body：{type}類型的檔案不予存檔。',
    'body: soubory typu {type} se neukládají.',
  ],
  'There is no such file.': ['没有此文件。', '沒有此檔案。', 'Takový soubor není.'],
  'internal: only the platform writes internal notes.': [
    'internal：只有平台可写内部备注。',
    'internal：只有平台可寫內部備註。',
    'internal: interní poznámky píše jen platforma.',
  ],
  'document: this order has no such document, or none for your role.': [
    'document：本订单没有该文件，或您的角色无权查看。',
    'document：本訂單沒有該文件，或您的角色無權查看。',
    'document: tato objednávka takový dokument nemá, nebo ne pro vaši roli.',
  ],
  'There is no such company.': ['没有该公司。', '沒有該公司。', 'Taková společnost není.'],
  'There is no such order.': ['没有该订单。', '沒有該訂單。', 'Taková objednávka není.'],
  'There is no such supplier.': ['没有该供应商。', '沒有該供應商。', 'Takový dodavatel není.'],
  'There is no such profile.': ['没有该流程配置。', '沒有該流程設定。', 'Takový profil není.'],
  'There is no such application.': ['没有该申请。', '沒有該申請。', 'Taková žádost není.'],
  'The policy was never published in this version.': [
    '该政策从未以此版本发布。',
    '該政策從未以此版本發佈。',
    'V této verzi nebyly tyto zásady nikdy zveřejněny.',
  ],
  'There is no such agreement.': ['没有该协议。', '沒有該協議。', 'Taková dohoda není.'],
  'There is no such letter.': ['没有该信函。', '沒有該信函。', 'Takový dopis není.'],
  'There is no such letter of credit.': ['没有该信用证。', '沒有該信用證。', 'Takový akreditiv není.'],
  'There is no such mail.': ['没有该邮件。', '沒有該郵件。', 'Taková zpráva není.'],
  'There is no such payment link.': ['没有该付款链接。', '沒有該付款連結。', 'Takový platební odkaz není.'],
  'There is no such hit.': ['没有该筛查结果。', '沒有該篩查結果。', 'Takový nález není.'],
  'There is no such sourcing.': ['没有该询价。', '沒有該查詢。', 'Taková poptávka není.'],
  'There is no such webhook.': ['没有该webhook。', '沒有該webhook。', 'Takový webhook není.'],
  'There is no such key.': ['没有该密钥。', '沒有該密鑰。', 'Takový klíč není.'],
  'There is no such invitation.': ['没有该邀请。', '沒有該邀請。', 'Taková pozvánka není.'],
  'There is no such proposal.': ['没有该提案。', '沒有該提案。', 'Takový návrh není.'],
  'There is no such provider.': ['没有该服务方。', '沒有該服務方。', 'Takový poskytovatel není.'],
  'There is no such user in your company.': [
    '贵公司没有该用户。',
    '貴公司沒有該使用者。',
    'Takový uživatel ve vaší společnosti není.',
  ],
  'You have no such session.': ['您没有该会话。', '您沒有該登入階段。', 'Takové přihlášení nemáte.'],
  'Orders are opened by buyers.': ['订单由买方开立。', '訂單由買方開立。', 'Objednávky otevírají kupující.'],
  'No contract runs in {stage}: there is nothing to cancel.': [
    '“{stage}”阶段没有生效合同：无可取消。',
    '「{stage}」階段沒有生效合約：無可取消。',
    'Ve fázi „{stage}“ neběží žádná smlouva: není co rušit.',
  ],
  'No contract runs in {stage}.': [
    '“{stage}”阶段没有生效合同。',
    '「{stage}」階段沒有生效合約。',
    'Ve fázi „{stage}“ neběží žádná smlouva.',
  ],
  'quote: a fee is confirmed by the hash of its quote (GET …/cancellation).': [
    'quote：费用须以其报价的哈希确认（GET …/cancellation）。',
    'quote：費用須以其報價的雜湊值確認（GET …/cancellation）。',
    'quote: poplatek se potvrzuje hašem jeho nabídky (GET …/cancellation).',
  ],
  'The ledger is for the buyer, the supplier and the platform.': [
    '账簿仅供买方、供应商及平台查看。',
    '賬簿只供買方、供應商及平台查看。',
    'Účetní kniha je pro kupujícího, dodavatele a platformu.',
  ],
  'What a delivery costs is for the two sides and the platform.': [
    '交货费用仅供双方及平台查看。',
    '交貨費用只供雙方及平台查看。',
    'Co dodání stojí, je pro obě strany a platformu.',
  ],
};
