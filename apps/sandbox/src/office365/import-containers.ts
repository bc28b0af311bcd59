import {
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
} from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';

import { IssuedSecrets } from '../core/issued-secrets';
import { SandboxSettings } from '../core/sandbox-settings';

const HOURS_24_MS = 24 * 3600_000;

/** Containers that are lent to connectors to put items in. */
@Injectable()
export class ImportContainers {
  constructor(
    private readonly settings: SandboxSettings,
    private readonly issued: IssuedSecrets,
  ) {}

  /** A SAS URI that grants writing for 24 hours. */
  async lend(jobId: string): Promise<string> {
    const container = this.container(jobId);
    await container.createIfNotExists();
    const sasUri = await container.generateSasUrl({
      permissions: ContainerSASPermissions.parse('acw'),
      expiresOn: new Date(Date.now() + HOURS_24_MS),
    });
    this.issued.note('SAS signature', new URL(sasUri).searchParams.get('sig') ?? sasUri);
    return sasUri;
  }

  /** The bytes of a delivered file; `undefined` when it is not there. */
  async read(jobId: string, taskId: string, fileName: string): Promise<Buffer | undefined> {
    const blob = this.container(jobId).getBlobClient(`${jobId}/${taskId}/${fileName}`);
    return (await blob.exists()) ? blob.downloadToBuffer() : undefined;
  }

  private container(jobId: string): ContainerClient {
    const name = `import-${jobId.toLowerCase().replace(/[^a-z0-9]/g, '')}`.slice(0, 63);
    const service = BlobServiceClient.fromConnectionString(this.settings.storageConnectionString);
    return service.getContainerClient(name);
  }
}
