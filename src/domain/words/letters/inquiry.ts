import type { LetterWords } from '../letter.ts';

/** What those who ask by mail to become partners are answered. */
export const inquiryLetters: Record<string, LetterWords> = {
  'inquiry-taken': {
    en: {
      subject: 'Your application has been taken: {subject}',
      text: 'Your message “{subject}” and its documents have been taken as your application for membership.',
    },
    'zh-CN': {
      subject: '贵司的申请已受理：{subject}',
      text: '您的邮件“{subject}”及其附件已作为贵司的会员申请受理。',
    },
    'zh-HK': {
      subject: '貴公司的申請已受理：{subject}',
      text: '閣下的郵件「{subject}」及其附件已作為貴公司的會員申請受理。',
    },
    cs: {
      subject: 'Vaše žádost byla přijata: {subject}',
      text: 'Vaše zpráva „{subject}“ a její přílohy byly přijaty jako žádost o členství.',
    },
  },
  'inquiry-incomplete': {
    en: {
      subject: 'Your application needs more: {subject}',
      text:
        'We have kept your message “{subject}”. Before your application for membership can be reviewed we ' +
        'still need:\n\n{wanted}\n\nPlease send it under the same subject, or apply on the platform.',
    },
    'zh-CN': {
      subject: '贵司的申请尚需补充：{subject}',
      text: '我们已保存您的邮件“{subject}”。审核贵司的会员申请之前，还需要：\n\n{wanted}\n\n请以相同主题回复，或在平台上提交申请。',
    },
    'zh-HK': {
      subject: '貴公司的申請尚需補充：{subject}',
      text: '我們已保存閣下的郵件「{subject}」。審核貴公司的會員申請之前，還需要：\n\n{wanted}\n\n請以相同主題回覆，或在平台上提交申請。',
    },
    cs: {
      subject: 'Vaše žádost potřebuje doplnit: {subject}',
      text:
        'Vaši zprávu „{subject}“ jsme uložili. Než budeme moci žádost o členství posoudit, potřebujeme ' +
        'ještě:\n\n{wanted}\n\nPošlete to prosím pod stejným předmětem, nebo podejte žádost na platformě.',
    },
  },
  'inquiry-of-stranger': {
    en: {
      subject: 'Your partnership inquiry: {subject}',
      text:
        'Thank you for your message “{subject}”. We have kept it. Please sign up on the platform with this ' +
        'address; your company can then apply for membership there, or by sending the message again.',
    },
    'zh-CN': {
      subject: '贵司的合作咨询：{subject}',
      text: '感谢您的邮件“{subject}”，我们已保存。请用此邮箱在平台注册；之后贵司可在平台提交会员申请，或再次发送该邮件。',
    },
    'zh-HK': {
      subject: '貴公司的合作查詢：{subject}',
      text: '感謝閣下的郵件「{subject}」，我們已保存。請以此電郵地址在平台註冊；其後貴公司可在平台提交會員申請，或再次傳送該郵件。',
    },
    cs: {
      subject: 'Váš zájem o spolupráci: {subject}',
      text:
        'Děkujeme za vaši zprávu „{subject}“; uložili jsme ji. Zaregistrujte se prosím na platformě s ' +
        'touto adresou; vaše společnost pak může požádat o členství tam, nebo zprávu poslat znovu.',
    },
  },
};
