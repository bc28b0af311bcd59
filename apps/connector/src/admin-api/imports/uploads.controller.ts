import {
  Body,
  Controller,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCookieAuth,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';
import { BLOCK_BYTES } from '@app/imports';
import { type Request } from 'express';

import { AccountIdDto } from '../accounts/account-id.dto';
import { ImportView } from './import.view';
import { BlockKeyDto, ImportKeyDto, UploadedFileDto } from './imports.dto';
import { readBody } from './read-body';
import { UploadDesk } from './upload-desk';

/** An archive comes in blocks, so that a broken connection costs one block, and a file of any size little memory. */
@ApiTags('imports')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/imports')
@UseGuards(SessionGuard)
export class UploadsController {
  constructor(private readonly desk: UploadDesk) {}

  @Post()
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Begins an upload, or tells how far one of the very same file is.',
  })
  @ApiOkResponse({ type: ImportView })
  @ApiNotFoundResponse({ description: 'No job archives this account.' })
  begin(
    @Param() { accountId }: AccountIdDto,
    @Body() file: UploadedFileDto,
    @Caller() caller: Actor,
  ): Promise<ImportView> {
    return this.desk.begin(accountId, file, caller);
  }

  @Put(':importId/blocks/:index')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Keeps a block, in the place of one with its number.' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @ApiConflictResponse({ description: 'It is not being uploaded any more: `import.ended`.' })
  async block(@Param() { index, ...key }: BlockKeyDto, @Req() request: Request): Promise<void> {
    const one = await this.desk.awaitBlock(key);
    await this.desk.saveBlock(one, index, await readBody(request, BLOCK_BYTES));
  }

  @Post(':importId/finish')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'All blocks are there: a worker begins within seconds.' })
  @ApiOkResponse({ type: ImportView })
  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @ApiConflictResponse({
    description: 'Blocks are missing: `import.incomplete`; it has ended: `import.ended`.',
  })
  finish(@Param() key: ImportKeyDto, @Caller() caller: Actor): Promise<ImportView> {
    return this.desk.finish(key, caller);
  }
}
