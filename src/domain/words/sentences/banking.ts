import type { Sentences } from '../sentences.ts';

/** What is said of bank movements, money in suspense and the reconciliation. */
export const bankingSentences: Sentences = {
  'At most {limit} {currency} minor units are written off.': [
    '最多核销{limit}个{currency}最小货币单位。',
    '最多撇銷{limit}個{currency}最小貨幣單位。',
    'Odepisuje se nejvýše {limit} nejmenších jednotek měny {currency}.',
  ],
  'Case {id} was resolved on {at}.': [
    '差异{id}已于{at}解决。',
    '差異{id}已於{at}解決。',
    'Případ {id} byl vyřešen {at}.',
  ],
  'There is no case {id}.': [
    '没有差异{id}。',
    '沒有差異{id}。',
    'Případ {id} není.',
  ],
  'You said how the case was cleared; a second person has to confirm it.': [
    '解决方式由您提出；须由第二人确认。',
    '解決方式由您提出；須由第二人確認。',
    'Jak byl případ vyřešen, jste uvedli vy; potvrzuje druhá osoba.',
  ],
  'A proposal stands already.': [
    '已有提案待决。',
    '已有提案待決。',
    'Jeden návrh už trvá.',
  ],
  'No movement {entry} waits in suspense.': [
    '挂账中没有款项{entry}。',
    '暫記帳中沒有款項{entry}。',
    'V uschování nečeká žádný pohyb {entry}.',
  ],
  'No proposal for this movement waits for a second person.': [
    '该款项没有待第二人批准的提案。',
    '該款項沒有待第二人批准的提案。',
    'K tomuto pohybu nečeká na druhou osobu žádný návrh.',
  ],
  'This is not the hash of the proposal that stands.': [
    '这不是待决提案的哈希。',
    '這不是待決提案的雜湊值。',
    'Toto není haš trvajícího návrhu.',
  ],
  'This movement is {state}.': [
    '该款项的状态：{state}。',
    '該款項的狀態：{state}。',
    'Stav tohoto pohybu: {state}.',
  ],
  'Only money that came in can be assigned or returned.': [
    '只有收到的款项可以分配或退回。',
    '只有收到的款項可以分配或退回。',
    'Přiřadit nebo vrátit lze jen peníze, které přišly.',
  ],
  'Only what the bank took back of a closed order is claimed from its buyer.': [
    '只有银行就已关闭订单收回的款项才向其买方追偿。',
    '只有銀行就已關閉訂單收回的款項才向其買方追討。',
    'Od kupujícího se vymáhá jen to, co banka vzala zpět z uzavřené objednávky.',
  ],
  'The bank did not say which account the money came from.': [
    '银行未说明款项来自哪个账户。',
    '銀行未說明款項來自哪個帳戶。',
    'Banka neuvedla, z kterého účtu peníze přišly.',
  ],
  'Sending it back costs {cost} {currency} minor units.': [
    '退回需费用{cost}个{currency}最小货币单位。',
    '退回需費用{cost}個{currency}最小貨幣單位。',
    'Vrácení stojí {cost} nejmenších jednotek měny {currency}.',
  ],
  'order, request: no payment request {request} of order {order}.': [
    'order, request：订单{order}没有付款请求{request}。',
    'order, request：訂單{order}沒有付款要求{request}。',
    'order, request: objednávka {order} nemá žádost o platbu {request}.',
  ],
  'There is no quote {quote}.': [
    '没有报价{quote}。',
    '沒有報價{quote}。',
    'Kotace {quote} není.',
  ],
  '{quote} was settled by {entry}.': [
    '{quote}已由{entry}结清。',
    '{quote}已由{entry}結清。',
    '{quote} vypořádal pohyb {entry}.',
  ],
  'Nothing was paid under {quote}.': [
    '{quote}项下没有付款。',
    '{quote}項下沒有付款。',
    'Podle {quote} nebylo nic zaplaceno.',
  ],
  'The credit is in {currency}.': [
    '该笔入账的货币为{currency}。',
    '該筆入帳的貨幣為{currency}。',
    'Připsaná částka je v měně {currency}.',
  ],
  'no bank entry {entry} was ever reported': [
    '从未报告过银行账目{entry}',
    '從未報告過銀行帳目{entry}',
    'žádný bankovní pohyb {entry} nebyl nikdy oznámen',
  ],
  'bank entry {entry} is {state}{order}': [
    '银行账目{entry}的状态：{state}{order}',
    '銀行帳目{entry}的狀態：{state}{order}',
    'stav bankovního pohybu {entry}: {state}{order}',
  ],
  'assigned by {proposer} and {approver}': [
    '由{proposer}和{approver}分配',
    '由{proposer}及{approver}分配',
    'přiřadili {proposer} a {approver}',
  ],
  'cannot be booked: {problem}': [
    '无法入账：{problem}',
    '無法入帳：{problem}',
    'nelze zaúčtovat: {problem}',
  ],
  'it would wait: {why}': [
    '将等待：{why}',
    '將等待：{why}',
    'čekalo by: {why}',
  ],
  'it would wait in suspense: {why}': [
    '将挂账等待：{why}',
    '將列入暫記帳等待：{why}',
    'čekalo by v uschování: {why}',
  ],
  'it would wait in suspense: order {order}: {why}': [
    '将挂账等待：订单{order}：{why}',
    '將列入暫記帳等待：訂單{order}：{why}',
    'čekalo by v uschování: objednávka {order}: {why}',
  ],
  'it is the return {payment} of money in suspense': [
    '这是挂账款项的退款{payment}',
    '這是暫記帳款項的退款{payment}',
    'je to vrácení {payment} peněz z uschování',
  ],
  'the engine does not answer now; it is applied as soon as it does': [
    '系统目前没有响应；恢复后即处理',
    '系統目前沒有回應；恢復後即處理',
    'systém teď neodpovídá; provede se, jakmile odpoví',
  ],
  'kept; it is applied in the background': [
    '已保存；将在后台处理',
    '已儲存；將於後台處理',
    'uloženo; provede se na pozadí',
  ],
  'what it would make up for has moved': [
    '其对应款项已有变动',
    '其對應款項已有變動',
    'to, co by vyrovnalo, se už pohnulo',
  ],
  'the bank had taken it back before it told of it: {entry}': [
    '银行在告知之前已将其收回：{entry}',
    '銀行在告知之前已將其收回：{entry}',
    'banka to vzala zpět dřív, než to oznámila: {entry}',
  ],
  'the credit it takes back is not applied yet': [
    '其所收回的入账尚未处理',
    '其所收回的入帳尚未處理',
    'připsání, které bere zpět, ještě není provedeno',
  ],
  'what two people approved for {entry} is not carried out yet': [
    '两人已批准的{entry}处理尚未执行',
    '兩人已批准的{entry}處理尚未執行',
    'co dva lidé schválili pro {entry}, ještě není provedeno',
  ],
  '{payment} is {state}: the debit that this undoes is not reported yet': [
    '{payment}的状态为{state}：其所冲销的支出尚未报告',
    '{payment}的狀態為{state}：其所沖銷的支出尚未報告',
    'stav platby {payment}: {state}; odepsání, které se tím ruší, ještě není oznámeno',
  ],
  'Notifications are for: bank.': [
    '通知仅供银行发送。',
    '通知只供銀行發送。',
    'Oznámení jsou pro banku.',
  ],
  'No payment of this order came by that credit.': [
    '该笔入账不含该订单的付款。',
    '該筆入帳不含該訂單的付款。',
    'Tímto připsáním žádná platba této objednávky nepřišla.',
  ],
  'Of {request}, {amount} {currency} can be reversed.': [
    '{request}中可冲回{amount} {currency}。',
    '{request}中可沖回{amount} {currency}。',
    'Z {request} lze vzít zpět {amount} {currency}.',
  ],
  '{taker} took back {amount} ({reason}){owed}.': [
    '{taker}收回了{amount}（{reason}）{owed}。',
    '{taker}收回了{amount}（{reason}）{owed}。',
    '{taker}: vzato zpět {amount} ({reason}){owed}.',
  ],
  'No deposit was agreed: the supplier bears the risk until all is paid.': [
    '未约定定金：全部付清前由供应商承担风险。',
    '未約定訂金：全部付清前由供應商承擔風險。',
    'Záloha nebyla dohodnuta: do úplného zaplacení nese nebezpečí dodavatel.',
  ],
  '{clause}, which has happened.': [
    '{clause}，已发生。',
    '{clause}，已發生。',
    '{clause}, což nastalo.',
  ],
  '{clause}, which has not happened yet.': [
    '{clause}，尚未发生。',
    '{clause}，尚未發生。',
    '{clause}, což ještě nenastalo.',
  ],
};
