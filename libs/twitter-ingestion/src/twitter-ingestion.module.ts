import { Module } from '@nestjs/common';

import { HttpMediaSource } from './http-media/http-media-source';
import { MediaSource } from './media-source';
import { PostSource } from './post-source';
import { XApiPostSource } from './x-api/x-api-post-source';

@Module({
  providers: [
    { provide: PostSource, useClass: XApiPostSource },
    { provide: MediaSource, useClass: HttpMediaSource },
  ],
  exports: [PostSource, MediaSource],
})
export class TwitterIngestionModule {}
