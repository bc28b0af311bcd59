import { Injectable } from '@nestjs/common';
import { StoredChains } from '@app/archive';
import { JobStore } from '@app/jobs';

import { type Finding } from './finding';

const CHAINS = 'manifests/';
/** Accounts have numbers for ids; nothing else has a folder of such a name. */
const ACCOUNT = /^\d+$/;

/** What lies in the archive and no job is of, by its folder: nobody who goes by the jobs would look there. */
export interface Stray {
  /** A job is never removed: its row was. The folders are named by the ids of jobs, encoded as of a URI. */
  chains: string[];
  /** Ids of accounts. The row of its job was removed, or that job was connected to another account. */
  accounts: string[];
}

/** Asks storage itself whose archives and chains it holds. Rejects with `archive.unavailable`, as JobStore does. */
@Injectable()
export class Strays {
  constructor(
    private readonly stored: StoredChains,
    private readonly jobs: JobStore,
  ) {}

  /** Jobs are asked for last: one that is set up meanwhile is known. */
  async find(): Promise<Stray> {
    const [chains, accounts] = [await this.foldersIn(CHAINS), await this.foldersIn('')];
    const jobs = await this.jobs.list({ withDeleted: true });
    const ofJobs = new Set(jobs.map(({ jobId }) => encodeURIComponent(jobId)));
    const ofAccounts = new Set(jobs.map(({ accountId }) => accountId));
    return {
      chains: chains.filter((name) => !ofJobs.has(name)),
      accounts: accounts.filter((name) => ACCOUNT.test(name) && !ofAccounts.has(name)),
    };
  }

  private async foldersIn(prefix: string): Promise<string[]> {
    const folders = await Array.fromAsync(this.stored.folders(prefix));
    return folders.map((folder) => folder.slice(prefix.length, -1));
  }
}

export function strayFindings({ chains, accounts }: Stray): Finding[] {
  const noRow = 'is a chain of a job that has no row: it was removed';
  const noJob =
    'is the archive of an account that no job is of: its row was removed, or the job was connected to another account';
  return [
    ...chains.map(
      (job) => ({ severity: 'broken', name: `manifests/${job}/`, what: noRow }) as const,
    ),
    ...accounts.map((id) => ({ severity: 'left-over', name: `${id}/`, what: noJob }) as const),
  ];
}
