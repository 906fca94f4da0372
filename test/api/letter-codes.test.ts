import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deliverLetters } from '../../src/api/letters/delivery.ts';
import { type Mail, MailRefused } from '../../src/domain/words/mail.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { codeTo, lettersTo } from '../support/letters.ts';
import { postOpen, signUpOf } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const sent: Mail[] = [];
let refused = true;
const deliver = () =>
  deliverLetters({
    ...office.deps,
    domain: 'trade.example',
    mail: {
      async send(mail) {
        if (refused) throw new MailRefused('mailbox full');
        sent.push(mail);
        return '250 taken';
      },
      close: () => Promise.resolve(),
    },
  });
const kinds = ['confirm-address', 'invitation', 'password-reset'];
const readers: Record<string, string> = {
  'confirm-address': 'mei@peak.example',
  invitation: 'guest@harbour.example',
  'password-reset': 'buyer@sandbox.example',
};

it('a code good once stays in the outbox only until its letter has left', async () => {
  await postOpen(office, '/v1/companies', signUpOf('mei@peak.example')).expect(202);
  const guest = { email: 'guest@harbour.example', roles: ['buyer'], locale: 'en' };
  await office.post('buyer', '/v1/company/invitations', guest).expect(201);
  await postOpen(office, '/v1/password-resets', { email: 'buyer@sandbox.example' }).expect(202);
  await deliver();
  // A dead letter that is put back in line has to say its code still.
  const codes = await Promise.all(kinds.map((kind) => codeTo(office.orm, kind, whoOf(kind))));
  const { letters } = (await office.get('operator', '/v1/outbox?state=dead').expect(200)).body;
  expect(letters).toHaveLength(kinds.length);
  for (const { key } of letters)
    await office.post('operator', `/v1/outbox/${encodeURIComponent(key)}/retry`).expect(200);
  refused = false;
  await deliver();
  const texts = sent.map(({ text }) => text).join('\n');
  for (const code of codes) expect(texts).toContain(code);
  const kept = JSON.stringify(await query(office.orm, { text: 'select * from outbox_letter' }));
  for (const code of codes) expect(kept).not.toContain(code);
  const [invitation] = await lettersTo(office.orm, 'invitation', whoOf('invitation'));
  expect(Object.keys(invitation ?? {}).sort()).toEqual(['company', 'until']);
});

it('whoever signs up is greeted once, by name; who has not told one, by the address', () => {
  const greetings = (address: string) =>
    sent.filter(({ to }) => to.address === address).map(({ text }) => text.match(/^.*(?:Dear|Good day|您好).*$/gmu));
  expect(greetings('mei@peak.example')).toEqual([['Mei Wong，您好：']]);
  expect(greetings('guest@harbour.example')).toEqual([['Dear guest@harbour.example,']]);
});

/** To whom a letter is posted: a user of ours by id, anybody else by address. */
const whoOf = (kind: string): string => (kind === 'password-reset' ? 'u-buyer' : (readers[kind] ?? ''));
