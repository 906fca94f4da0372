import { randomBytes } from 'node:crypto';
import { companies, type SigningUp } from '../company-files.ts';
import { type ProblemBody, visit } from '../http.ts';
import { letterTo } from '../mail.ts';
import { expectThat, fail, type Story, taken, turnedAway, write } from '../story.ts';

const passwordBytes = 18;

/** An address of this play: mail to it goes where mail to the one of the file goes. */
const addressOf = ({ mark }: Story, email: string): string => email.replace('@', `+${mark.toLowerCase()}@`);

/** The code in the letter to an address, as somebody reads it there. */
async function codeFor(story: Story, address: string): Promise<string> {
  const { subject, code } = await letterTo(story, address);
  story.teller.note('letter', `“${subject}” to ${address}`);
  return code ?? fail(story, `the letter “${subject}” should bring a code`);
}

async function asks(story: Story, { as: who, company, country, kinds, person }: SigningUp): Promise<void> {
  const name = `${company} ${story.mark}`;
  const email = addressOf(story, person.email);
  const password = randomBytes(passwordBytes).toString('base64url');
  story.doing = `${who}: signs up`;
  const body = { company: name, country, kinds, email, name: person.name, password, locale: person.locale };
  taken(story, await visit(story.apiUrl).post('/v1/companies', body));
  story.newcomers.set(who, { user: '', company: '', email, password });
  story.teller.step(who, 'sign up', { says: `${person.name} for ${name}` });
}

/** Nobody gets in before the letter is read. */
async function triesTooEarly(story: Story, who: string): Promise<void> {
  const { email, password } = story.newcomers.get(who) ?? fail(story, `${who} should have signed up`);
  story.doing = `${who}: signs in before the address is confirmed`;
  const visitor = visit(story.apiUrl);
  const { status, body } = await visitor.post<ProblemBody>('/v1/sessions', { email, password });
  const asExpected = body.code === 'address-not-confirmed';
  expectThat(story, asExpected, `it should be refused; the API answered ${status} ${JSON.stringify(body)}`);
  story.teller.step(who, 'sign in', { refused: true, says: `REFUSED  ${status} ${body.code}` });
}

async function confirms(story: Story, who: string): Promise<void> {
  const { email, password } = story.newcomers.get(who) ?? fail(story, `${who} should have signed up`);
  const code = await codeFor(story, email);
  story.doing = `${who}: confirms the address`;
  const made = taken<{ user: string; company: string }>(
    story,
    await visit(story.apiUrl).post('/v1/companies/confirmations', { token: code }),
  );
  story.newcomers.set(who, { ...made, email, password });
  story.teller.step(who, 'confirm address', { says: `the code is good: company ${made.company} exists` });
}

/** The buyer's second pair of eyes comes in by a letter, in the role the buyer's administrator gives. */
async function invites(story: Story, who: string, colleague: NonNullable<SigningUp['colleague']>): Promise<void> {
  const email = addressOf(story, colleague.email);
  const { roles, locale, name } = colleague;
  await write(story, who, '/v1/company/invitations', { email, roles, locale });
  story.teller.step(who, 'invite a colleague', { says: `${name} as ${roles.join(', ')}` });
  const password = randomBytes(passwordBytes).toString('base64url');
  const token = await codeFor(story, email);
  story.doing = `${colleague.as}: accepts the invitation`;
  const made = taken<{ user: string; company: string }>(
    story,
    await visit(story.apiUrl).post('/v1/invitations/acceptances', { token, name, password }),
  );
  const own = story.newcomers.get(who)?.company;
  expectThat(story, made.company === own, `the colleague should be of ${own}; they are of ${made.company}`);
  story.newcomers.set(colleague.as, { ...made, email, password });
  story.teller.step(colleague.as, 'accept invitation', { says: `${name} buys for ${made.company} as well` });
}

/** A buyer and two suppliers sign up, each by a code that comes by mail; the buyer brings a colleague in. */
export async function signUp(story: Story): Promise<void> {
  story.teller.title('Sign-up');
  const all = companies();
  for (const company of all) await asks(story, company);
  await triesTooEarly(story, all[0]?.as ?? '');
  for (const { as: who } of all) await confirms(story, who);
  for (const { as: who, colleague } of all) if (colleague !== undefined) await invites(story, who, colleague);
  await turnedAway(story, 'colleague', {
    path: '/v1/company/invitations',
    body: { email: addressOf(story, 'third@harbour.example'), roles: ['buyer'], locale: 'en' },
    what: 'invite somebody',
    code: 'not-an-admin',
  });
}
