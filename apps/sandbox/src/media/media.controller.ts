import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';

import { applyFault, isOfBody } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { RequestCounts } from '../core/request-counts';
import { SandboxSettings } from '../core/sandbox-settings';
import { XWorld } from '../dataset/x-world';
import { mediaFile } from './media-file';

/** The stand-in for pbs.twimg.com and video.twimg.com. */
@Controller('media')
export class MediaController {
  constructor(
    private readonly faults: FaultPlan,
    private readonly requests: RequestCounts,
    private readonly world: XWorld,
    private readonly settings: SandboxSettings,
  ) {}

  @Get(':key/:name')
  file(
    @Param('key') key: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.requests.add('media');
    const fault = this.faults.take('media', request.path);
    if (fault && !isOfBody(fault) && applyFault(fault, response)) return;
    if (!this.isKnown(key, name)) {
      response.status(404).end();
      return;
    }
    const { bytes, contentType } = mediaFile(key, name, this.settings.leastVideoBytes);
    response.type(contentType).set({
      'accept-ranges': 'bytes',
      etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`,
    });
    const asked = this.part(bytes, request, response);
    if (fault) applyFault(fault, response, asked);
    else response.set('content-length', String(asked.length)).end(asked);
  }

  private isKnown(key: string, name: string): boolean {
    const medium = this.world.dataset.media.find((each) => each.media_key === key);
    return JSON.stringify(medium ?? {}).includes(`/${key}/${name}"`);
  }

  /** The bytes that were asked for; the response says which they are. */
  private part(bytes: Buffer, request: Request, response: Response): Buffer {
    const range = request.range(bytes.length);
    if (range === -1) {
      response.status(416).set('content-range', `bytes */${bytes.length}`);
      return Buffer.alloc(0);
    }
    if (!Array.isArray(range) || !range[0]) return bytes;
    const [{ start, end }] = range;
    response.status(206).set('content-range', `bytes ${start}-${end}/${bytes.length}`);
    return bytes.subarray(start, end + 1);
  }
}
