import { type AccountProfile } from '@app/domain';
import { z } from 'zod';

import { unreadable, type ZipArchive } from './zip-file';

const MAX_BYTES = 4 * 1024 ** 2;

const id = z.string().regex(/^\d{1,19}$/);
const manifestSchema = z.object({
  userInfo: z.object({ accountId: id, userName: z.string(), displayName: z.string().default('') }),
  archiveInfo: z.object({
    generationDate: z.iso.datetime({ offset: true }),
    isPartialArchive: z.boolean().default(false),
  }),
  dataTypes: z.record(
    z.string(),
    z.object({
      files: z
        .array(z.object({ fileName: z.string(), count: z.coerce.number().int() }))
        .default([]),
    }),
  ),
});
const accountSchema = z.tuple([
  z.object({ account: z.object({ accountId: id, createdAt: z.coerce.date().optional() }) }),
]);
const profileSchema = z.array(
  z.object({ profile: z.object({ avatarMediaUrl: z.string().optional() }) }),
);

/** Whom an archive belongs to, and what it says it holds. */
export interface ArchiveStatement {
  owner: Omit<AccountProfile, 'postCount'> & { profileImageUrl?: string };
  accountCreatedAt?: Date;
  generatedAt: Date;
  /** X has made several zips of it, of which this is one. */
  isPartial: boolean;
  /** How many entries each file has. */
  counts: ReadonlyMap<string, number>;
  /** The manifest, byte for byte. */
  evidence: Buffer;
}

/** Throws `import.unreadable_archive` when it is not X's, or does not tell whose it is. */
export async function readStatement(zip: ZipArchive, root: string): Promise<ArchiveStatement> {
  const evidence = await readWhole(zip, `${root}data/manifest.js`);
  const manifest = parse(manifestSchema, evidence, 'data/manifest.js');
  const account = await readWhole(zip, `${root}data/account.js`);
  const [{ account: known }] = parse(accountSchema, account, 'data/account.js');
  const { userInfo, archiveInfo, dataTypes } = manifest;
  if (known.accountId !== userInfo.accountId) {
    throw unreadable('its manifest and its account are of two accounts', 'data/account.js');
  }
  const files = Object.values(dataTypes).flatMap((type) => type.files);
  return {
    owner: {
      accountId: userInfo.accountId,
      username: userInfo.userName,
      name: userInfo.displayName,
      profileImageUrl: await pictureIn(zip, `${root}data/profile.js`),
    },
    accountCreatedAt: known.createdAt,
    generatedAt: new Date(archiveInfo.generationDate),
    isPartial: archiveInfo.isPartialArchive,
    counts: new Map(files.map(({ fileName, count }) => [fileName, count])),
    evidence,
  };
}

async function pictureIn(zip: ZipArchive, name: string): Promise<string | undefined> {
  if (!zip.has(name)) return undefined;
  const [known] = parse(profileSchema, await readWhole(zip, name), 'data/profile.js');
  return known?.profile.avatarMediaUrl;
}

async function readWhole(zip: ZipArchive, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of zip.read(name)) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw unreadable('a file is too large for what it is', name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The value a file assigns to its variable. */
function parse<T>(schema: z.ZodType<T>, bytes: Buffer, name: string): T {
  const text = bytes.toString('utf8');
  const value = text.slice(text.indexOf('=') + 1).replace(/;\s*$/, '');
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch (error) {
    throw unreadable('a file is not as X writes it', name, error);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unreadable('a file is not as X writes it', name, parsed.error);
}
