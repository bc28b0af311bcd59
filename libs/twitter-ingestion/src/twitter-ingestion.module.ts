import { Module } from '@nestjs/common';

import { HttpMediaSource } from './http-media/http-media-source';
import { MediaSource } from './media-source';
import { PostSource } from './post-source';
import { TwitterAuthorization } from './twitter-authorization';
import { XApiPostSource } from './x-api/x-api-post-source';
import { XApiTwitterAuthorization } from './x-api/x-api-twitter-authorization';

@Module({
  providers: [
    { provide: PostSource, useClass: XApiPostSource },
    { provide: MediaSource, useClass: HttpMediaSource },
    { provide: TwitterAuthorization, useClass: XApiTwitterAuthorization },
  ],
  exports: [PostSource, MediaSource, TwitterAuthorization],
})
export class TwitterIngestionModule {}
