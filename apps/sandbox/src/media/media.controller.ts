import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { RequestCounts } from '../core/request-counts';
import { mediaFile } from './media-file';

/** The stand-in for pbs.twimg.com and video.twimg.com. */
@Controller('media')
export class MediaController {
  constructor(
    private readonly faults: FaultPlan,
    private readonly requests: RequestCounts,
  ) {}

  @Get(':key/:name')
  file(
    @Param('key') key: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.requests.add('media');
    const { bytes, contentType } = mediaFile(key, name);
    const fault = this.faults.take('media', request.path);
    if (fault && applyFault(fault, response, bytes.toString('latin1'))) return;
    response.type(contentType).set({
      'accept-ranges': 'bytes',
      etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`,
    });
    const range = request.range(bytes.length);
    if (range === -1) response.status(416).set('content-range', `bytes */${bytes.length}`).end();
    else if (Array.isArray(range) && range[0]) {
      const [{ start, end }] = range;
      response.status(206).set('content-range', `bytes ${start}-${end}/${bytes.length}`);
      response.end(bytes.subarray(start, end + 1));
    } else response.set('content-length', String(bytes.length)).end(bytes);
  }
}
