import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { type ServerCertificate } from '../../apps/sandbox/src/core/certificates';
import { freePort } from '../../scripts/local/ports';

export const IMAP_PASSWORD = 'imap-password';
/** Of every user but `full`, whose mailbox takes nothing. */
export const IMAP_LIMIT_BYTES = 4 * 1024 * 1024;

export interface Dovecot {
  /** TLS from the beginning. */
  tlsPort: number;
  /** STARTTLS, or none. */
  port: number;
  /** Ends it as a power cut does: every connection breaks. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 20_000;
const isRoot = userInfo().uid === 0;
/** Dovecot gives no mailbox to root. */
const MAIL_ID = isRoot ? 65_534 : userInfo().uid;
const MAIL_GROUP = isRoot ? 65_534 : userInfo().gid;

/** A real IMAP server (Debian's dovecot-imapd) as a process of its own, with nothing but a folder. Any user of `users` may log in. */
export async function startDovecot(
  users: readonly string[],
  { cert, key }: ServerCertificate,
): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  const [port, tlsPort] = [await freePort(), await freePort()];
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'users'), users.map((user) => userLine(folder, user)).join(''));
  for (const user of users) {
    mkdirSync(join(folder, user));
    chownSync(join(folder, user), MAIL_ID, MAIL_GROUP);
  }
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, settings(folder, port, tlsPort));
  let server: ChildProcess | undefined;
  /** With all the processes it has started: connections have their own. */
  const end = async () => {
    if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'close');
    process.kill(-server.pid, 'SIGKILL');
    await ended;
  };
  const started: Dovecot = {
    port,
    tlsPort,
    start: async () => {
      server = spawn(process.env.DOVECOT_PATH ?? 'dovecot', ['-F', '-c', config], {
        stdio: 'ignore',
        detached: true,
      });
      await untilAnswered(port, folder);
    },
    kill: end,
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await started.start();
  return started;
}

function userLine(folder: string, user: string): string {
  const rule = user === 'full' ? 'userdb_quota_rule=*:bytes=10' : '';
  const fields = [user, `{PLAIN}${IMAP_PASSWORD}`, MAIL_ID, MAIL_GROUP, '', join(folder, user), ''];
  return `${[...fields, rule].join(':')}\n`;
}

function settings(folder: string, port: number, tlsPort: number): string {
  const { username } = userInfo();
  const asMyself = [
    `default_internal_user = ${username}`,
    `default_login_user = ${username}`,
    'service anvil {\n chroot =\n}',
  ];
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = ${MAIL_ID}
mail_location = maildir:~/mail
mail_plugins = quota
${isRoot ? '' : asMyself.join('\n')}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
  }
}
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=1G
  quota_max_mail_size = ${IMAP_LIMIT_BYTES}
}
`;
}

async function untilAnswered(port: number, folder: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await isAnswered(port))) {
    if (Date.now() < until) await delay(50);
    else throw new Error(`dovecot does not start: ${logOf(folder)}`);
  }
}

function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const told = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('error', () => told(false));
    socket.once('data', () => told(true));
    socket.setTimeout(1000, () => told(false));
  });
}

function logOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'log'), 'utf8');
  } catch {
    return 'it has written no log.';
  }
}
