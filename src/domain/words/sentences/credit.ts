import type { Sentences } from '../sentences.ts';

/** What is said of letters of credit (UCP 600). */
export const creditSentences: Sentences = {
  'A bank that has not confirmed the credit does not examine under it.': [
    '未加保兑的银行不就该信用证审单。',
    '未加保兌的銀行不就該信用證審單。',
    'Banka, která akreditiv nepotvrdila, podle něj dokumenty nezkoumá.',
  ],
  'A credit takes no command {command}.': [
    '信用证不接受{command}这一指令。',
    '信用證不接受{command}這一指令。',
    'Akreditiv příkaz {command} nepřijímá.',
  ],
  'A letter of credit is drafted by the buyer.': [
    '信用证由买方起草。',
    '信用證由買方草擬。',
    'Akreditiv navrhuje kupující.',
  ],
  'By the clause paymentMethod, the contract is not paid by letter of credit.': [
    '按paymentMethod条款，合同不以信用证付款。',
    '按paymentMethod條款，合約不以信用證付款。',
    'Podle doložky paymentMethod se smlouva neplatí akreditivem.',
  ],
  'Documents are checked before presentation by the beneficiary.': [
    '单据由受益人在交单前核对。',
    '單據由受益人於交單前核對。',
    'Dokumenty před předložením kontroluje oprávněný.',
  ],
  'No amendment is open.': ['没有待处理的修改。', '沒有待處理的修改。', 'Žádná změna není otevřena.'],
  'No issued amendment waits for an answer.': [
    '没有已开立的修改等待答复。',
    '沒有已開立的修改等待回覆。',
    'Žádná vystavená změna nečeká na odpověď.',
  ],
  'No invoice in {currency} says what is drawn.': [
    '没有以{currency}开立的发票载明支取金额。',
    '沒有以{currency}開立的發票載明支取金額。',
    'Žádná faktura v {currency} neuvádí, kolik se čerpá.',
  ],
  'No letter of credit is drafted in the stage {stage}.': [
    '“{stage}”阶段不起草信用证。',
    '「{stage}」階段不草擬信用證。',
    'Ve fázi „{stage}“ se akreditiv nenavrhuje.',
  ],
  'The amendment is issued already.': ['该修改已开立。', '該修改已開立。', 'Změna je už vystavena.'],
  'The amendment would change nothing.': ['该修改没有任何变更。', '該修改沒有任何更改。', 'Změna by nic nezměnila.'],
  'The applicant was asked already.': ['已询问申请人。', '已詢問申請人。', 'Příkazce byl už dotázán.'],
  'The bank does not hold the documents for a waiver (article 16(c)(iii)).': [
    '银行并未为等待放弃不符点而留存单据（第16(c)(iii)条）。',
    '銀行並未為等待放棄不符點而留存單據（第16(c)(iii)條）。',
    'Banka nedrží dokumenty kvůli přijetí nesrovnalostí (článek 16(c)(iii)).',
  ],
  'The bank has asked for no waiver.': [
    '银行未要求放弃不符点。',
    '銀行未要求放棄不符點。',
    'Banka o přijetí nesrovnalostí nežádala.',
  ],
  'The contract asks for nothing more before title transfer.': [
    '所有权转移前，合同没有其他应付款项。',
    '所有權轉移前，合約沒有其他應付款項。',
    'Smlouva před převodem vlastnického práva už nic nežádá.',
  ],
  'The credit has expired.': ['信用证已过期。', '信用證已過期。', 'Platnost akreditivu skončila.'],
  'The credit is confirmed already.': ['信用证已保兑。', '信用證已保兌。', 'Akreditiv je už potvrzen.'],
  'The discrepancies are waived already.': ['不符点已被放弃。', '不符點已獲放棄。', 'Nesrovnalosti jsou už přijaty.'],
  'The documents are discrepant and the applicant has not waived it.': [
    '单据有不符点，且申请人未放弃。',
    '單據有不符點，且申請人未放棄。',
    'Dokumenty vykazují nesrovnalosti a příkazce je nepřijal.',
  ],
  'The five banking days are over: no discrepancy can be claimed any more (article 16(f)).': [
    '五个银行工作日已过：不得再提出不符点（第16(f)条）。',
    '五個銀行工作天已過：不得再提出不符點（第16(f)條）。',
    'Pět bankovních dnů uplynulo: nesrovnalosti už nelze uplatnit (článek 16(f)).',
  ],
  'The letter of credit is closed.': ['信用证已关闭。', '信用證已關閉。', 'Akreditiv je uzavřen.'],
  'The letter of credit is not drafted yet.': ['信用证尚未起草。', '信用證尚未草擬。', 'Akreditiv ještě není navržen.'],
  'The order asks for no money of this credit now.': [
    '订单目前不要求该信用证付款。',
    '訂單目前不要求該信用證付款。',
    'Objednávka nyní z tohoto akreditivu nic nežádá.',
  ],
  'The order has a letter of credit that is not closed.': [
    '订单有尚未关闭的信用证。',
    '訂單有尚未關閉的信用證。',
    'Objednávka má akreditiv, který není uzavřen.',
  ],
  'The order has the letter of credit {credit}.': [
    '订单已有信用证{credit}。',
    '訂單已有信用證{credit}。',
    'Objednávka má akreditiv {credit}.',
  ],
  'This is not the hash of the open amendment, which is taken whole or not at all (10(e)).': [
    '这不是待处理修改的哈希；修改须整体接受（第10(e)条）。',
    '這不是待處理修改的雜湊值；修改須整體接受（第10(e)條）。',
    'Toto není haš otevřené změny, která se přijímá celá, nebo vůbec (10(e)).',
  ],
  'instalments: the contract asks for {payments} payments before title transfer, each in a period of its own.': [
    'instalments：合同在所有权转移前要求{payments}笔付款，每笔须在各自期间内支取。',
    'instalments：合約在所有權轉移前要求{payments}筆付款，每筆須在各自期間內支取。',
    'instalments: smlouva žádá {payments} plateb před převodem vlastnictví, každá se čerpá ve vlastní lhůtě.',
  ],
  'instalments: the first period lies in the past.': [
    'instalments：第一期已过。',
    'instalments：第一期已過。',
    'instalments: první lhůta leží v minulosti.',
  ],
  'no credit here is transferable (UCP 600, article 38): the beneficiary is the supplier': [
    '本平台的信用证不可转让（UCP 600第38条）：受益人即供应商',
    '本平台的信用證不可轉讓（UCP 600第38條）：受益人即供應商',
    'žádný akreditiv zde není převoditelný (UCP 600, článek 38): oprávněným je dodavatel',
  ],
  'discrepancies: name at least one.': [
    'discrepancies：至少写明一项。',
    'discrepancies：至少寫明一項。',
    'discrepancies: uveďte nejméně jednu.',
  ],
  'expiry.date: lies in the past.': [
    'expiry.date：该日期已过。',
    'expiry.date：該日期已過。',
    'expiry.date: leží v minulosti.',
  ],
};
