import { companies, type SigningUp } from '../company-files.ts';
import { bytesOf, enquiry } from '../files.ts';
import { as, expectThat, fail, read, type Story, taken, turnedAway, write } from '../story.ts';

const list = 'screening/denied-parties.csv';
const pathOf = (company: string, rest: string): string => `/v1/qualifications/${company}/${rest}`;
const companyOf = (story: Story, who: string): string =>
  story.newcomers.get(who)?.company ?? fail(story, `${who} should have signed up`);

/** The operator's list of denied parties; a play that is not the first finds it imported. */
async function screen(story: Story): Promise<void> {
  story.doing = 'operator: imports the list of denied parties';
  const file = { bytes: bytesOf(list), mediaType: 'text/csv' };
  const name = encodeURIComponent('Denied parties of the examples');
  const { status, body } = await (await as(story, 'operator')).postFile<{ code: string; entries: number }>(
    `/v1/screening/lists?name=${name}`,
    file,
  );
  const known = status === 409 && body.code === 'list-known';
  expectThat(story, status === 201 || known, `the list should be taken; the API answered ${status} ${body.code}`);
  const says = known ? 'this very file is in force already' : `${body.entries} parties; every company is screened`;
  story.teller.step('operator', 'import denied parties', { says });
}

const titles = { BUSINESS_LICENCE: 'Business licence', TAX_REGISTRATION: 'Tax registration' };

async function applies(story: Story, { as: who, application, documents }: SigningUp): Promise<void> {
  const company = companyOf(story, who);
  await write(story, who, '/v1/qualifications', application);
  let state = '';
  for (const [kind, name] of Object.entries(documents)) {
    story.doing = `${who}: files ${name}`;
    const title = encodeURIComponent(titles[kind as keyof typeof titles]);
    const file = { bytes: bytesOf(`qualification/${name}`), mediaType: 'application/pdf' };
    const path = pathOf(company, `documents?kind=${kind}&title=${title}`);
    ({ state } = taken<{ state: string }>(story, await (await as(story, who)).postFile(path, file)));
  }
  expectThat(story, state === 'under-review', `the review should begin; the application is ${state}`);
  story.teller.step(who, 'apply for membership', { says: `with ${Object.values(documents).join(', ')}` });
}

/** The account manager reviews: asks where there is a question, waits for the answer, then approves. */
async function reviewed(story: Story, { as: who, asked }: SigningUp): Promise<void> {
  const company = companyOf(story, who);
  if (asked !== undefined) {
    await write(story, 'account-manager', pathOf(company, 'ask-more-info'), { question: asked.question });
    story.teller.step('account-manager', 'ask for more', { says: asked.question });
    await turnedAway(story, 'account-manager', {
      path: pathOf(company, 'approve'),
      body: {},
      what: 'approve',
      code: 'wrong-state',
    });
    await write(story, who, pathOf(company, 'answer'), { answer: asked.answer });
    story.teller.step(who, 'answer', { says: asked.answer });
  }
  await write(story, 'account-manager', pathOf(company, 'approve'), { note: 'Numbers and documents agree.' });
  const { membership } = await read<{ membership: { expires: string } | null }>(story, who, '/v1/qualification');
  const until = membership?.expires ?? fail(story, `${who} should be a member`);
  story.teller.step('account-manager', 'approve', { says: `${company} is a member until ${until.slice(0, 10)}` });
}

/** Nobody trades before being a member: documents are filed, reviewed, asked about and approved. */
export async function qualify(story: Story): Promise<void> {
  story.teller.title('Qualification');
  await screen(story);
  await turnedAway(story, 'buyer', {
    path: '/v1/orders',
    body: enquiry(),
    what: 'open an order',
    code: 'not-qualified',
  });
  const all = companies();
  for (const each of all) await applies(story, each);
  for (const each of all) await reviewed(story, each);
}
