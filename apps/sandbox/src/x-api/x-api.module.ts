import { Module } from '@nestjs/common';

import { ControlController } from '../control/control.controller';
import { IssuedSecretsController } from '../control/issued-secrets.controller';
import { StreamsControlController } from '../control/streams-control.controller';
import { XWorld } from '../dataset/x-world';
import { MediaController } from '../media/media.controller';
import { XApiController } from './x-api.controller';
import { XApp } from './x-app';
import { XGate } from './x-gate';
import { XGrants } from './x-grants';
import { XOauthController } from './x-oauth.controller';
import { XRenderer } from './x-renderer';
import { XResponder } from './x-responder';
import { XSearch } from './x-search';
import { XStreamsController } from './x-streams.controller';
import { XTimeline } from './x-timeline';

/** The stand-in for X. */
@Module({
  controllers: [
    XStreamsController,
    XApiController,
    StreamsControlController,
    XOauthController,
    MediaController,
    ControlController,
    IssuedSecretsController,
  ],
  providers: [XApp, XGate, XGrants, XRenderer, XResponder, XSearch, XTimeline, XWorld],
  exports: [XRenderer, XWorld],
})
export class XApiModule {}
