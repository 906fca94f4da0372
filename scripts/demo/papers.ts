import { fail, pathOf, read, type Story } from './story.ts';

/** A paper of the order as `GET …/documents` lists it. */
export interface ListedPaper {
  id: string;
  type: string;
  title: string;
  version: number;
  issuer: string;
  sha256: string;
}

/** The papers somebody may see, oldest first. */
export async function papersFor(story: Story, who: string): Promise<ListedPaper[]> {
  const { documents } = await read<{ documents: ListedPaper[] }>(story, who, pathOf(story, '/documents'));
  return documents;
}

/** The newest paper of a UNTDID 1001 type. Throws DemoFailed when somebody should see one and does not. */
export async function paperOfType(story: Story, who: string, type: string): Promise<ListedPaper> {
  const found = (await papersFor(story, who)).findLast((paper) => paper.type === type);
  return found ?? fail(story, `${who} should see a paper of type ${type}`);
}

/** What a paper says. */
export const contentOf = <Content>(story: Story, who: string, { id }: ListedPaper): Promise<Content> =>
  read(story, who, pathOf(story, `/documents/${encodeURIComponent(id)}`));
