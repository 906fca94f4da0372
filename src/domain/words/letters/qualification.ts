import type { LetterWords } from '../letter.ts';

/** What people read about qualification, follow-ups and screening. */
export const qualificationLetters: Record<string, LetterWords> = {
  'qualification-submitted': {
    en: {
      subject: 'Application of {company} for membership received',
      text:
        'The application of {company} for membership has arrived. A review takes one to two business ' +
        'days once the business licence and the tax registration are filed.',
    },
    'zh-CN': {
      subject: '已收到{company}的会员申请',
      text: '我们已收到{company}的会员申请。营业执照和税务登记文件齐备后，审核需一至两个工作日。',
    },
    'zh-HK': {
      subject: '已收到{company}的會員申請',
      text: '我們已收到{company}的會員申請。商業登記證和稅務登記文件齊備後，審核需一至兩個工作天。',
    },
    cs: {
      subject: 'Přijali jsme žádost společnosti {company} o členství',
      text:
        'Žádost společnosti {company} o členství dorazila. Posouzení trvá jeden až dva pracovní dny od ' +
        'doložení živnostenského oprávnění a daňové registrace.',
    },
  },
  'qualification-more-info': {
    en: {
      subject: '{company}: a question about your application',
      text:
        'Before we can decide on the application of {company} we need an answer:\n\n{question}\n\nThe ' +
        'review waits until you have answered.',
    },
    'zh-CN': {
      subject: '{company}：关于贵司申请的问题',
      text: '在就{company}的申请作出决定之前，请先回复：\n\n{question}\n\n审核将在收到回复后继续。',
    },
    'zh-HK': {
      subject: '{company}：有關貴公司申請的問題',
      text: '在就{company}的申請作出決定之前，請先回覆：\n\n{question}\n\n審核將在收到回覆後繼續。',
    },
    cs: {
      subject: '{company}: dotaz k vaší žádosti',
      text:
        'Než rozhodneme o žádosti společnosti {company}, potřebujeme odpověď:\n\n{question}\n\nPosuzování ' +
        'počká, než odpovíte.',
    },
  },
  'qualification-due': {
    en: {
      subject: 'Review of {company}: half of the time is over',
      text: 'The application of {company} is to be decided by {dueAt, date, instant}.',
    },
    'zh-CN': {
      subject: '{company}的审核：时限已过半',
      text: '{company}的申请须在{dueAt, date, instant}之前作出决定。',
    },
    'zh-HK': {
      subject: '{company}的審核：時限已過半',
      text: '{company}的申請須在{dueAt, date, instant}之前作出決定。',
    },
    cs: {
      subject: 'Posouzení společnosti {company}: polovina lhůty uplynula',
      text: 'O žádosti společnosti {company} je třeba rozhodnout do {dueAt, date, instant}.',
    },
  },
  'qualification-overdue': {
    en: {
      subject: 'Review of {company} is overdue',
      text: 'The application of {company} was to be decided by {dueAt, date, instant} and is still open.',
    },
    'zh-CN': {
      subject: '{company}的审核已逾期',
      text: '{company}的申请应在{dueAt, date, instant}之前作出决定，目前仍未处理。',
    },
    'zh-HK': {
      subject: '{company}的審核已逾期',
      text: '{company}的申請應在{dueAt, date, instant}之前作出決定，目前仍未處理。',
    },
    cs: {
      subject: 'Posouzení společnosti {company} je po lhůtě',
      text: 'O žádosti společnosti {company} mělo být rozhodnuto do {dueAt, date, instant} a stále je otevřená.',
    },
  },
  'qualification-approved': {
    en: {
      subject: '{company} is a member',
      text:
        '{company} is approved. Wholesale prices, tiers and your account manager are yours until ' +
        '{expires, date, instant}.',
    },
    'zh-CN': {
      subject: '{company}已成为会员',
      text: '{company}已通过审核。批发价格、等级优惠和专属客户经理有效至{expires, date, instant}。',
    },
    'zh-HK': {
      subject: '{company}已成為會員',
      text: '{company}已通過審核。批發價格、等級優惠和專屬客戶經理有效至{expires, date, instant}。',
    },
    cs: {
      subject: '{company} je členem',
      text:
        'Společnost {company} je schválena. Velkoobchodní ceny, stupně a správce účtu máte do {expires, ' +
        'date, instant}.',
    },
  },
  'qualification-rejected': {
    en: {
      subject: 'The application of {company} was not approved',
      text: 'The application of {company} was not approved: {reason}\n\nYou can apply again at any time.',
    },
    'zh-CN': { subject: '{company}的申请未获批准', text: '{company}的申请未获批准：{reason}\n\n贵司可随时重新申请。' },
    'zh-HK': {
      subject: '{company}的申請未獲批准',
      text: '{company}的申請未獲批准：{reason}\n\n貴公司可隨時重新申請。',
    },
    cs: {
      subject: 'Žádost společnosti {company} nebyla schválena',
      text: 'Žádost společnosti {company} nebyla schválena: {reason}\n\nZnovu můžete požádat kdykoli.',
    },
  },
  'qualification-expiring': {
    en: {
      subject: 'The membership of {company} ends in {days} days',
      text:
        'The membership of {company} ends on {expires, date, instant}. Apply again to keep your prices ' +
        'and your account manager.',
    },
    'zh-CN': {
      subject: '{company}的会员资格将在{days}天后到期',
      text: '{company}的会员资格将于{expires, date, instant}到期。请重新申请以保留价格优惠和客户经理。',
    },
    'zh-HK': {
      subject: '{company}的會員資格將在{days}天後到期',
      text: '{company}的會員資格將於{expires, date, instant}到期。請重新申請以保留價格優惠和客戶經理。',
    },
    cs: {
      subject: 'Členství společnosti {company} končí za {days, plural, one {# den} few {# dny} other {# dní}}',
      text:
        'Členství společnosti {company} končí {expires, date, instant}. Požádejte znovu, abyste si ' +
        'uchovali ceny a správce účtu.',
    },
  },
  'qualification-expired': {
    en: {
      subject: 'The membership of {company} has ended',
      text:
        'The membership of {company} ended on {expires, date, instant}. Running orders go on; new ones ' +
        'need a new application.',
    },
    'zh-CN': {
      subject: '{company}的会员资格已到期',
      text: '{company}的会员资格已于{expires, date, instant}到期。进行中的订单不受影响；新订单需要重新申请。',
    },
    'zh-HK': {
      subject: '{company}的會員資格已到期',
      text: '{company}的會員資格已於{expires, date, instant}到期。進行中的訂單不受影響；新訂單需要重新申請。',
    },
    cs: {
      subject: 'Členství společnosti {company} skončilo',
      text:
        'Členství společnosti {company} skončilo {expires, date, instant}. Běžící objednávky pokračují; ' +
        'nové vyžadují novou žádost.',
    },
  },
  'follow-up-due': {
    en: {
      subject: 'Follow up with {company}',
      text:
        'A follow-up with {company} is to be recorded by {dueAt, date, instant}. Products it watches ' +
        'that run short: {short}. ' +
        'Price trends and recommendations: GET /v1/companies/{id}/insight',
    },
    'zh-CN': {
      subject: '请跟进{company}',
      text:
        '对{company}的跟进须在{dueAt, date, instant}之前记录。其关注的库存不足产品：{short}。' +
        '价格趋势与推荐：GET /v1/companies/{id}/insight',
    },
    'zh-HK': {
      subject: '請跟進{company}',
      text:
        '對{company}的跟進須在{dueAt, date, instant}之前記錄。其關注的庫存不足產品：{short}。' +
        '價格趨勢與推薦：GET /v1/companies/{id}/insight',
    },
    cs: {
      subject: 'Ozvěte se společnosti {company}',
      text:
        'Kontakt se společností {company} je třeba zaznamenat do {dueAt, date, instant}. Sledované ' +
        'výrobky, které docházejí: {short}. Vývoj cen a doporučení: GET /v1/companies/{id}/insight',
    },
  },
  'follow-up-missed': {
    en: {
      subject: 'The follow-up with {company} was missed',
      text: 'The follow-up with {company} was to be recorded by {dueAt, date, instant} and was not.',
    },
    'zh-CN': {
      subject: '未按时跟进{company}',
      text: '对{company}的跟进应在{dueAt, date, instant}之前记录，但未完成。',
    },
    'zh-HK': {
      subject: '未按時跟進{company}',
      text: '對{company}的跟進應在{dueAt, date, instant}之前記錄，但未完成。',
    },
    cs: {
      subject: 'Kontakt se společností {company} byl zmeškán',
      text: 'Kontakt se společností {company} měl být zaznamenán do {dueAt, date, instant} a nebyl.',
    },
  },
  'screening-hit': {
    en: {
      subject: 'Screening: {company} resembles a listed party',
      text:
        '{company} resembles {entry} of the list {list} (score {score} of 100, found at {occasion}). ' +
        'Two people decide whether it is the same.',
    },
    'zh-CN': {
      subject: '筛查提示：{company}与名单主体相似',
      text: '{company}与名单{list}中的{entry}相似（得分{score}/100，环节：{occasion}）。须由两人判断是否为同一主体。',
    },
    'zh-HK': {
      subject: '篩查提示：{company}與名單主體相似',
      text: '{company}與名單{list}中的{entry}相似（得分{score}/100，環節：{occasion}）。須由兩人判斷是否為同一主體。',
    },
    cs: {
      subject: 'Prověření: {company} se podobá subjektu ze seznamu',
      text:
        'Společnost {company} se podobá záznamu {entry} ze seznamu {list} (shoda {score} ze 100, při: ' +
        '{occasion}). O tom, zda jde o týž subjekt, rozhodují dvě osoby.',
    },
  },
};
