import type { Sentences } from '../sentences.ts';

/** What is said of rails, payment links, exchange and letters of credit. */
export const railSentences: Sentences = {
  'A rate is locked by the buyer.': [
    '汇率由买方锁定。',
    '匯率由買方鎖定。',
    'Kurz si zajišťuje kupující.',
  ],
  'request: {request} is no open payment request.': [
    'request：{request}不是未结的付款请求。',
    'request：{request}不是未結的付款要求。',
    'request: {request} není otevřená žádost o platbu.',
  ],
  'currency: the request is in {currency} itself.': [
    'currency：付款请求本身即为{currency}。',
    'currency：付款要求本身即為{currency}。',
    'currency: žádost je sama v měně {currency}.',
  ],
  'currency: there is no rate of the last {days} days for it.': [
    'currency：最近{days}天内没有该货币的汇率。',
    'currency：最近{days}天內沒有該貨幣的匯率。',
    'currency: za posledních {days} dní pro ni není kurz.',
  ],
  '{currency} of {date}: {rate} here, {kept} was taken in before.': [
    '{date}的{currency}：此处为{rate}，此前录入的是{kept}。',
    '{date}的{currency}：此處為{rate}，此前輸入的是{kept}。',
    '{currency} ke dni {date}: zde {rate}, dříve bylo přijato {kept}.',
  ],
  'quote: it is none of this payment, or it has run out.': [
    'quote：不属于该笔付款，或已过期。',
    'quote：不屬於該筆付款，或已過期。',
    'quote: nepatří k této platbě, nebo vypršela.',
  ],
  'quote: what is sent by the payer is not exchanged.': [
    'quote：由付款人自行汇出的款项不兑换。',
    'quote：由付款人自行匯出的款項不兌換。',
    'quote: co posílá plátce, se nesměňuje.',
  ],
  'rail: no gateway takes it now: {reason}': [
    'rail：目前没有网关受理：{reason}',
    'rail：目前沒有閘道受理：{reason}',
    'rail: teď to žádná brána nepřijímá: {reason}',
  ],
  'Payment links are for buyer and platform.': [
    '付款链接仅供买方和平台使用。',
    '付款連結只供買方及平台使用。',
    'Platební odkazy jsou pro kupujícího a platformu.',
  ],
  'Nothing can be paid by this link any more.': [
    '此链接已不能付款。',
    '此連結已不能付款。',
    'Tímto odkazem už nelze nic zaplatit.',
  ],
  'No webhook of that number was given up.': [
    '没有该编号的已放弃webhook。',
    '沒有該編號的已放棄webhook。',
    'Žádný vzdaný webhook tohoto čísla není.',
  ],
  'Nobody can say what it means.': [
    '无法判断其含义。',
    '無法判斷其含義。',
    'Nikdo neumí říci, co to znamená.',
  ],
  '{rail} is not offered here.': [
    '此处不提供{rail}。',
    '此處不提供{rail}。',
    '{rail} se zde nenabízí.',
  ],
  '{rail} does not carry {currency}.': [
    '{rail}不支持{currency}。',
    '{rail}不支援{currency}。',
    '{rail} nepřenáší měnu {currency}.',
  ],
  '{bank} is no bank of the platform.': [
    '{bank}不是平台的银行。',
    '{bank}不是平台的銀行。',
    '{bank} není bankou platformy.',
  ],
  '{command} is not taken while the credit is {state}.': [
    '信用证状态为“{state}”时不接受{command}。',
    '信用證狀態為「{state}」時不接受{command}。',
    'Příkaz {command} se nepřijímá, když je stav akreditivu „{state}“.',
  ],
  'The bank must honour and has not (UCP 600, articles 15 and 16(f)).': [
    '银行应承付而未承付（UCP 600第15条和第16条f款）。',
    '銀行應承付而未承付（UCP 600第15條及第16條f款）。',
    'Banka musí plnit a neplnila (UCP 600, články 15 a 16(f)).',
  ],
  ['The documents draw {amount} {currency}, which is not what the order asks for: ' +
  'amend the contract first, its payment requests follow.']: [
    '单据支取{amount} {currency}，与订单要求不符：请先修订合同，付款请求随之更新。',
    '單據支取{amount} {currency}，與訂單要求不符：請先修訂合約，付款要求隨之更新。',
    'Dokumenty čerpají {amount} {currency}, což objednávka nežádá: nejdřív změňte smlouvu, ' +
      'žádosti o platbu ji budou následovat.',
  ],
};
