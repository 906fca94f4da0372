import { createHash } from 'node:crypto';
import { expectThat, pathOf, read, type Story } from '../story.ts';

interface Bundle {
  manifest: string;
  root: string;
  parts: { name: string; sha256: string; content: string }[];
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The evidence of the order in one call, checked as anybody could who has nothing but the bundle. */
export async function takeEvidence(story: Story): Promise<void> {
  story.doing = 'reading the evidence of the order';
  const { manifest, root, parts } = await read<Bundle>(story, 'buyer', pathOf(story, '/evidence'));
  story.teller.title('Evidence');
  const listed = parts.map(({ name, sha256: hash }) => `${hash}  ${name}\n`).join('');
  const wrong = parts.filter((part) => sha256(Buffer.from(part.content, 'base64')) !== part.sha256);
  expectThat(story, wrong.length === 0, `every part should have its own hash; not so ${wrong.map(({ name }) => name)}`);
  expectThat(
    story,
    listed === manifest && sha256(manifest) === root,
    'the bundle should have the hash of its manifest',
  );
  story.teller.lines([`     ${parts.length} parts, each with the hash it is listed under`, `     SHA-256 ${root}`]);
}
