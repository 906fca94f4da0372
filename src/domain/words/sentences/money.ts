import type { Sentences } from '../sentences.ts';

/** What is said of payments, payment links, approvals and money taken back. */
export const moneySentences: Sentences = {
  'No payment is asked for now.': ['目前没有待付款项。', '目前沒有待付款項。', 'Nyní se žádná platba nežádá.'],
  'request: {request} is no open payment request of this order.': [
    'request：{request}不是本订单未付清的付款请求。',
    'request：{request}不是本訂單未付清的付款要求。',
    'request: {request} není otevřená žádost o platbu této objednávky.',
  ],
  '{link} is open for {request}; revoke it first.': [
    '{request}已有生效的付款链接{link}；请先撤销。',
    '{request}已有生效的付款連結{link}；請先撤銷。',
    'Pro {request} je otevřen odkaz {link}; nejprve jej zrušte.',
  ],
  'expiresAt: between now and the deadline of {request}, {deadline}.': [
    'expiresAt：须在现在与{request}的期限{deadline}之间。',
    'expiresAt：須在現在與{request}的期限{deadline}之間。',
    'expiresAt: mezi nynějškem a splatností {request}, {deadline}.',
  ],
  'No payment link is open.': ['没有生效的付款链接。', '沒有生效的付款連結。', 'Žádný platební odkaz není otevřen.'],
  'link: {link} is no open payment link of this order.': [
    'link：{link}不是本订单生效的付款链接。',
    'link：{link}不是本訂單生效的付款連結。',
    'link: {link} není otevřený platební odkaz této objednávky.',
  ],
  'No payment request of this order has that reference.': [
    '本订单没有该参考号的付款请求。',
    '本訂單沒有該參考編號的付款要求。',
    'Žádná žádost o platbu této objednávky nemá tuto referenci.',
  ],
  'Nothing waits for this approval.': [
    '没有等待此项批准的款项。',
    '沒有等待此項批准的款項。',
    'Na toto schválení nic nečeká.',
  ],
  'Status reports are for: bank.': [
    '付款状态报告仅供银行使用。',
    '付款狀態報告僅供銀行使用。',
    'Hlášení o stavu plateb jsou jen pro banku.',
  ],
  'no payment of ours is called {payment}': [
    '我方没有名为{payment}的付款',
    '我方沒有名為{payment}的付款',
    'žádná naše platba se nejmenuje {payment}',
  ],
  'its money is in suspense again': [
    '其款项已重新列入待查账户',
    '其款項已重新列入待查帳戶',
    'její peníze jsou znovu na účtu nezařazených',
  ],
  '1 to 70 characters as banks write it, in their Latin character set': [
    '1至70个字符，以银行的拉丁字符集书写',
    '1至70個字元，以銀行的拉丁字元集書寫',
    '1 až 70 znaků, jak je píší banky, v jejich latince',
  ],
  'A dispute is open: nothing is paid out until it is settled.': [
    '有争议尚未解决：解决前不支付任何款项。',
    '有爭議尚未解決：解決前不支付任何款項。',
    'Je otevřen spor: dokud nebude vyřešen, nic se nevyplácí.',
  ],
  'You have approved it; a second person of the platform must.': [
    '您已批准；须由平台的第二人批准。',
    '您已批准；須由平台的第二人批准。',
    'Vy jste schválili; schválit musí ještě druhá osoba platformy.',
  ],
  '{disbursement} is not a {kind} that waits for approval.': [
    '{disbursement}不是等待批准的{kind}。',
    '{disbursement}不是等待批准的{kind}。',
    '{disbursement} není platba druhu {kind}, která čeká na schválení.',
  ],
  'This is not the hash of what is to be approved.': [
    '这不是待批准事项的哈希。',
    '這不是待批准事項的雜湊值。',
    'Toto není haš toho, co se má schválit.',
  ],
  'This order has no disbursement {disbursement}.': [
    '本订单没有付款{disbursement}。',
    '本訂單沒有付款{disbursement}。',
    'Tato objednávka nemá výplatu {disbursement}.',
  ],
  'By the clause paymentMethod, this contract is not paid by letter of credit.': [
    '按paymentMethod条款，本合同不以信用证付款。',
    '按paymentMethod條款，本合約不以信用證付款。',
    'Podle doložky paymentMethod se tato smlouva neplatí akreditivem.',
  ],
  'Of {request}, {left} {currency} minor units are left to reverse.': [
    '{request}仅余{left}个{currency}最小货币单位可撤回。',
    '{request}只餘{left}個{currency}最小貨幣單位可撤回。',
    'Z {request} zbývá k vrácení {left} nejmenších jednotek měny {currency}.',
  ],
  'No payment of this order came by that credit, or it is taken back already.': [
    '本订单没有以该笔入账收到的款项，或该款已被撤回。',
    '本訂單沒有以該筆入賬收到的款項，或該款已被撤回。',
    'Touto připsanou částkou nepřišla žádná platba této objednávky, nebo už byla vzata zpět.',
  ],
  'Nothing of this order was taken back by {reversal} over this amount.': [
    '本订单没有被{reversal}按此金额撤回的款项。',
    '本訂單沒有被{reversal}按此金額撤回的款項。',
    'Položkou {reversal} nebylo z této objednávky v této výši nic vzato zpět.',
  ],
  '{disbursement} is {status}: nothing of it can come back.': [
    '{disbursement}的状态为{status}：不可能有退回。',
    '{disbursement}的狀態為{status}：不可能有退回。',
    '{disbursement} je ve stavu {status}: nic z ní se nemůže vrátit.',
  ],
  '{disbursement} was over {amount} {currency} minor units.': [
    '{disbursement}的金额为{amount}个{currency}最小货币单位。',
    '{disbursement}的金額為{amount}個{currency}最小貨幣單位。',
    '{disbursement} byla na {amount} nejmenších jednotek měny {currency}.',
  ],
  '{currency} of {date}: that day has not come.': [
    '{date}的{currency}：该日尚未到来。',
    '{date}的{currency}：該日尚未到來。',
    '{currency} ke dni {date}: ten den ještě nenastal.',
  ],
  'base: {currency} has a rate already, and none leads from it to {base}.': [
    'base：{currency}已有汇率，但没有汇率可由其折算为{base}。',
    'base：{currency}已有匯率，但沒有匯率可由其折算為{base}。',
    'base: {currency} už kurz má a žádný z něj nevede k {base}.',
  ],
  '{currency} of {date}: {rate} here, {standing} on {before}; at most {most} % from the rate before is taken in.': [
    '{date}的{currency}：此处为{rate}，{before}为{standing}；与之前汇率相差最多{most}%才予接收。',
    '{date}的{currency}：此處為{rate}，{before}為{standing}；與之前匯率相差最多{most}%才予接收。',
    '{currency} ke dni {date}: zde {rate}, {before} bylo {standing}; přijímá se nejvýše {most} % od předchozího kurzu.',
  ],
};
