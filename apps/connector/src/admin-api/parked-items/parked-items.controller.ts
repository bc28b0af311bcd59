import {
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCookieAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { PageQueryDto } from '../page-query.dto';
import { ParkedDesk } from './parked-desk';
import { ParkedItemsView, ParkedItemView } from './parked-item.view';
import { ParkedItemKeyDto } from './parked-items.dto';

/** The posts that could not be delivered. */
@ApiTags('parked items')
@ApiCookieAuth()
@Controller('admin/api/parked-items')
@UseGuards(SessionGuard)
export class ParkedItemsController {
  constructor(private readonly desk: ParkedDesk) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'The posts that could not be delivered, by job and post.' })
  @ApiOkResponse({ type: ParkedItemsView })
  list(@Query() query: PageQueryDto): Promise<ParkedItemsView> {
    return this.desk.list(query);
  }

  @Post(':jobId/:itemId/retry')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'The Import service is told that the item changed, so that it asks for it again.',
  })
  @ApiOkResponse({ type: ParkedItemView })
  @ApiNotFoundResponse({ description: 'The post is not parked: `jobs.unknown_item`.' })
  @ApiConflictResponse({ description: 'Its job was deleted: `jobs.deleted`.' })
  retry(@Param() key: ParkedItemKeyDto, @Caller() caller: Actor): Promise<ParkedItemView> {
    return this.desk.retry(key, caller);
  }
}
