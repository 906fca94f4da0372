import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';

/** How to start PostgreSQL's programs as somebody it accepts: it refuses to run as root. */
export type Account = {
  wrap: (file: string, args: string[]) => { file: string; args: string[] };
  uid?: number;
  gid?: number;
};

const ACCOUNT = 'postgres';
// The identity that root takes on inside the namespace; it must have an entry in the passwd file, and `nobody` always
// has.
const NOBODY = '65534';
const NAMESPACE = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

const direct: Account['wrap'] = (file, args) => ({ file, args });

function idOf(flag: '-u' | '-g'): number {
  const answer = spawnSync('id', [flag, ACCOUNT], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : Number.NaN;
}

function systemAccount(): Account {
  if (Number.isNaN(idOf('-u'))) {
    spawnSync('groupadd', [ACCOUNT]);
    spawnSync('useradd', ['-g', ACCOUNT, ACCOUNT]);
  }
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (Number.isNaN(uid) || Number.isNaN(gid)) {
    throw new Error(
      'PostgreSQL does not run as root, user namespaces are forbidden here, and no account "postgres" could be made. ' +
        'Run the command as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return { wrap: direct, uid, gid };
}

/**
 * An ordinary user starts the programs directly. Root on Linux starts them in a user namespace that shows root as
 * `nobody`: files stay root's, the project may live under /root, and no account is made. Where namespaces are forbidden
 * the system account `postgres` is used.
 */
export function chooseAccount(postgres: string): Account {
  if (process.getuid?.() !== 0) return { wrap: direct };
  const probe = spawnSync('unshare', [...NAMESPACE, postgres, '--version'], { stdio: 'ignore' });
  if (process.platform === 'linux' && probe.status === 0) {
    return { wrap: (file, args) => ({ file: 'unshare', args: [...NAMESPACE, file, ...args] }) };
  }
  return systemAccount();
}

/** Makes a folder that the account owns and nobody else reads. */
export function ownFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
}
