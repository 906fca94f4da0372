import type { Sentences } from '../sentences.ts';

/** What is said of commands as such, of amendments, cancellations, disputes, force majeure and clocks. */
export const orderSentences: Sentences = {
  'There is no command {command}.': [
    '没有{command}这一指令。',
    '沒有{command}這一指令。',
    'Příkaz {command} neexistuje.',
  ],
  '{command} is not taken in the stage {stage}.': [
    '“{stage}”阶段不接受{command}。',
    '「{stage}」階段不接受{command}。',
    'Příkaz {command} se ve fázi „{stage}“ nepřijímá.',
  ],
  '{command} is not for {party}.': [
    '{command}不由{party}发出。',
    '{command}不由{party}發出。',
    'Příkaz {command} nepřísluší této roli: {party}.',
  ],
  '{command} is for: {parties}.': [
    '{command}仅供以下角色使用：{parties}。',
    '{command}只供以下角色使用：{parties}。',
    'Příkaz {command} přísluší těmto rolím: {parties}.',
  ],
  '{field}: holds a character no database keeps, NUL or half a surrogate pair.': [
    '{field}：含有数据库无法保存的字符（NUL或半个代理对）。',
    '{field}：含有資料庫無法儲存的字元（NUL或半個代理對）。',
    '{field}: obsahuje znak, který databáze neuloží (NUL nebo polovinu náhradního páru).',
  ],
  '{field}: holds a character that cannot be stored.': [
    '{field}：含有无法保存的字符。',
    '{field}：含有無法儲存的字元。',
    '{field}: obsahuje znak, který nelze uložit.',
  ],
  'The order is closed.': ['订单已关闭。', '訂單已關閉。', 'Objednávka je uzavřena.'],
  'The order is not opened yet.': ['订单尚未开立。', '訂單尚未開立。', 'Objednávka ještě nebyla otevřena.'],
  'A dispute is open.': ['有争议尚未解决。', '有爭議尚未解決。', 'Je otevřen spor.'],
  'An amendment is waiting to be answered.': [
    '有合同修改提议等待答复。',
    '有合約修改提議等待回覆。',
    'Návrh změny smlouvy čeká na odpověď.',
  ],
  'A cancellation is waiting to be answered.': [
    '有取消请求等待答复。',
    '有取消要求等待回覆。',
    'Žádost o zrušení čeká na odpověď.',
  ],
  'The bank took a payment back: nothing is released until it is paid again.': [
    '银行撤回了一笔来款：重新付清之前不放行任何款项。',
    '銀行撤回了一筆來款：重新付清之前不放行任何款項。',
    'Banka vzala jednu platbu zpět: dokud nebude znovu zaplacena, nic se neuvolní.',
  ],
  'No amendment is waiting.': ['没有等待答复的修改提议。', '沒有等待回覆的修改提議。', 'Žádný návrh změny nečeká.'],
  'Title has passed: the contract is carried out.': [
    '所有权已转移：合同已履行。',
    '所有權已轉移：合約已履行。',
    'Vlastnické právo už přešlo: smlouva je splněna.',
  ],
  'The goods are on their way.': ['货物已在运输途中。', '貨物已在運輸途中。', 'Zboží je již na cestě.'],
  'The goods are past the inspection that the clause inspection asks for.': [
    '货物已通过inspection条款要求的检验。',
    '貨物已通過inspection條款要求的檢驗。',
    'Kontrola požadovaná doložkou inspection už proběhla.',
  ],
  'The declaration is lodged: the transport cannot change any more.': [
    '报关单已提交：运输方式不能再变更。',
    '報關單已提交：運輸方式不能再更改。',
    'Celní prohlášení je podáno: způsob přepravy už nelze změnit.',
  ],
  'The approved sample stands for this customisation: it cannot be amended.': [
    '该定制内容以确认的样品为准，不能修改。',
    '該訂製內容以確認的樣品為準，不能修改。',
    'Pro toto provedení na zakázku platí schválený vzorek: nelze je změnit.',
  ],
  '{back} minor units would go back to the buyer, {held} are held.': [
    '应退还买方{back}个最小货币单位，而托管中只有{held}。',
    '應退還買方{back}個最小貨幣單位，而託管中只有{held}。',
    'Kupujícímu by se vracelo {back} nejmenších jednotek měny, v úschově je {held}.',
  ],
  'Packing list and goods receipt, matched before, would no longer agree.': [
    '已核对一致的装箱单与收货单将不再相符。',
    '已核對一致的裝箱單與收貨單將不再相符。',
    'Balicí list a příjemka, které souhlasily, by se začaly lišit.',
  ],
  'These are the terms in force.': ['这就是现行条款。', '這就是現行條款。', 'Tyto podmínky už platí.'],
  'Money is planned by {clauses}: it cannot be amended.': [
    '付款安排取决于{clauses}，不能修改。',
    '付款安排取決於{clauses}，不能修改。',
    'Podle {clauses} jsou naplánovány platby: změnit to nelze.',
  ],
  'The amendment is your own: the other side answers.': [
    '该修改由贵方提出，应由对方答复。',
    '該修改由貴方提出，應由對方回覆。',
    'Změnu jste navrhli sami: odpovídá druhá strana.',
  ],
  'This is not the hash of the amendment.': [
    '这不是该修改的哈希。',
    '這不是該修改的雜湊值。',
    'Toto není haš navržené změny.',
  ],
  'Nobody has asked to cancel.': ['没有人要求取消。', '沒有人要求取消。', 'O zrušení nikdo nežádal.'],
  'By the profile, the {party} cannot cancel in {stage}.': [
    '按流程配置，{party}在“{stage}”阶段不能取消。',
    '按流程設定，{party}在「{stage}」階段不能取消。',
    'Podle profilu nemůže {party} ve fázi „{stage}“ objednávku zrušit.',
  ],
  'The fee is {fee} minor units; name it to show that you saw it.': [
    '费用为{fee}个最小货币单位；请写明该数额以示知悉。',
    '費用為{fee}個最小貨幣單位；請寫明該數額以示知悉。',
    'Poplatek činí {fee} nejmenších jednotek měny; uveďte jej na důkaz, že jste ho viděli.',
  ],
  'The quote does not hold any more.': [
    '该费用报价已失效。',
    '該費用報價已失效。',
    'Tato nabídka poplatku už neplatí.',
  ],
  'The other side answers.': ['应由对方答复。', '應由對方回覆。', 'Odpovídá druhá strana.'],
  'No dispute is open.': ['没有未决争议。', '沒有未決爭議。', 'Není otevřen žádný spor.'],
  'A dispute is open already.': ['已有未决争议。', '已有未決爭議。', 'Spor je již otevřen.'],
  ['By the clause settlement ({trigger}) of contract {contract}, the release ended the right to ' +
    'dispute; warranty and after-sales stay open.']: [
    '按合同{contract}的settlement条款（{trigger}），放款后不得再提出争议；保修与售后仍可主张。',
    '按合約{contract}的settlement條款（{trigger}），放款後不得再提出爭議；保養與售後仍可主張。',
    'Podle doložky settlement ({trigger}) smlouvy {contract} zaniklo uvolněním peněz právo na spor; ' +
      'záruka a poprodejní servis trvají.',
  ],
  'No money is held for this order.': [
    '本订单没有托管款项。',
    '本訂單沒有託管款項。',
    'Pro tuto objednávku nejsou v úschově žádné peníze.',
  ],
  'No offer stands.': ['没有有效的和解方案。', '沒有有效的和解方案。', 'Žádný návrh na smír nestojí.'],
  'The offer is your own: the other side accepts it.': [
    '该方案由贵方提出，应由对方接受。',
    '該方案由貴方提出，應由對方接受。',
    'Návrh jste podali sami: přijímá jej druhá strana.',
  ],
  'This is not the hash of the standing offer.': [
    '这不是现有方案的哈希。',
    '這不是現有方案的雜湊值。',
    'Toto není haš platného návrhu.',
  ],
  'Only the side that opened it can withdraw it.': [
    '只有提出争议的一方可以撤回。',
    '只有提出爭議的一方可以撤回。',
    'Vzít spor zpět může jen strana, která jej otevřela.',
  ],
  'The parties have until {until} to settle it themselves.': [
    '双方可在{until}前自行和解。',
    '雙方可於{until}前自行和解。',
    'Strany mají do {until} čas dohodnout se samy.',
  ],
  'A second adviser confirms the ruling.': [
    '裁决须由第二位顾问确认。',
    '裁決須由第二位顧問確認。',
    'Rozhodnutí potvrzuje druhý poradce.',
  ],
  'No claim of force majeure waits for an answer.': [
    '没有等待答复的不可抗力主张。',
    '沒有等待回覆的不可抗力主張。',
    'Žádné oznámení vyšší moci nečeká na odpověď.',
  ],
  'This is not the hash of the claim of force majeure.': [
    '这不是该不可抗力主张的哈希。',
    '這不是該不可抗力主張的雜湊值。',
    'Toto není haš oznámení vyšší moci.',
  ],
  'An event is claimed already, or still lasts.': [
    '已有一项不可抗力事件被主张或仍在持续。',
    '已有一項不可抗力事件被主張或仍在持續。',
    'Událost je již oznámena, nebo stále trvá.',
  ],
  'since: between {from} and now.': [
    'since：须在{from}与现在之间。',
    'since：須在{from}與現在之間。',
    'since: mezi {from} a nynějškem.',
  ],
  'You have accepted it; a second adviser must.': [
    '您已认可；须由第二位顾问认可。',
    '您已認可；須由第二位顧問認可。',
    'Vy jste souhlasili; souhlasit musí ještě druhý poradce.',
  ],
  'No accepted force majeure lasts.': [
    '没有仍在持续的已认可不可抗力。',
    '沒有仍在持續的已認可不可抗力。',
    'Žádná uznaná vyšší moc netrvá.',
  ],
  'Nothing needs attention.': ['没有需要处理的事项。', '沒有需要處理的事項。', 'Nic nevyžaduje pozornost.'],
  'adviser: {user} is nobody who acts as an adviser.': [
    'adviser：{user}并非在任顾问。',
    'adviser：{user}並非在任顧問。',
    'adviser: {user} není nikdo, kdo by byl poradcem.',
  ],
  'This adviser looks after the order already.': [
    '本订单已由该顾问负责。',
    '本訂單已由該顧問負責。',
    'Tento poradce se o objednávku již stará.',
  ],
  'The order shows exactly this already.': [
    '订单上已登记同一事项。',
    '訂單上已登記同一事項。',
    'Přesně to už objednávka ukazuje.',
  ],
  'The deadline of a sourcing is the same for every supplier.': [
    '询价截止时间对所有供应商相同。',
    '詢價截止時間對所有供應商相同。',
    'Lhůta poptávky je pro všechny dodavatele stejná.',
  ],
  'No clock {clock} is running in {stage}.': [
    '“{stage}”阶段没有名为{clock}的期限在计。',
    '「{stage}」階段沒有名為{clock}的期限在計。',
    'Ve fázi „{stage}“ neběží žádná lhůta {clock}.',
  ],
  'until: {clock} already runs until {at}.': [
    'until：{clock}的期限已至{at}。',
    'until：{clock}的期限已至{at}。',
    'until: lhůta {clock} už běží do {at}.',
  ],
  'until: more than {days} days are not given at once.': [
    'until：一次最多延长{days}天。',
    'until：一次最多延長{days}天。',
    'until: najednou lze prodloužit nejvýše o {days, plural, one {# den} few {# dny} other {# dní}}.',
  ],
};
