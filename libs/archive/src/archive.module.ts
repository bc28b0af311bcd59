import { Module, type OnModuleInit } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AbsenceBook } from './absence-book';
import { AzureAbsenceBook } from './azure-storage/azure-absence-book';
import { AzureCaptureStateStore } from './azure-storage/azure-capture-state-store';
import { AzureContentRemoval } from './azure-storage/azure-content-removal';
import { AzureManifestArchive } from './azure-storage/azure-manifest-archive';
import { AzureMediaArchive } from './azure-storage/azure-media-archive';
import { AzureNoticeBook } from './azure-storage/azure-notice-book';
import { AzurePostArchive } from './azure-storage/azure-post-archive';
import { StoredArchive } from './azure-storage/stored-archive';
import { CaptureStateStore } from './capture-state-store';
import { ContentRemoval } from './content-removal';
import { ManifestArchive } from './manifest-archive';
import { MediaArchive } from './media-archive';
import { NoticeBook } from './notice-book';
import { removeLeftBehind } from './own-files';
import { PostArchive } from './post-archive';
import { StoredChains } from './stored-chains';

@Module({
  imports: [AzureModule],
  providers: [
    { provide: PostArchive, useClass: AzurePostArchive },
    { provide: MediaArchive, useClass: AzureMediaArchive },
    { provide: CaptureStateStore, useClass: AzureCaptureStateStore },
    { provide: ManifestArchive, useClass: AzureManifestArchive },
    { provide: NoticeBook, useClass: AzureNoticeBook },
    StoredArchive,
    { provide: StoredChains, useExisting: StoredArchive },
    { provide: AbsenceBook, useClass: AzureAbsenceBook },
    { provide: ContentRemoval, useClass: AzureContentRemoval },
  ],
  exports: [
    AbsenceBook,
    ContentRemoval,
    PostArchive,
    MediaArchive,
    CaptureStateStore,
    ManifestArchive,
    NoticeBook,
    StoredArchive,
    StoredChains,
  ],
})
export class ArchiveModule implements OnModuleInit {
  onModuleInit(): Promise<void> {
    return removeLeftBehind();
  }
}
