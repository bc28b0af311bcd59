import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';

import { parseBody } from '../core/parse-body';
import { profileSchema } from '../dataset/change';
import { textOf } from '../dataset/text-of';
import { XWorld } from '../dataset/x-world';
import { permissions, XApp } from '../x-api/x-app';
import { XGrants } from '../x-api/x-grants';

/** The strings for what others have to do with the account, and for what it does besides posting. */
@Controller('control')
export class StreamsControlController {
  constructor(
    private readonly world: XWorld,
    private readonly app: XApp,
    private readonly grants: XGrants,
  ) {}

  /** Somebody writes to the account, unless told who writes to whom. */
  @Post('messages')
  write(@Body() body: unknown): { id: string } {
    const schema = z.strictObject({
      text: z.string().min(1),
      senderId: z.string().optional(),
      recipientId: z.string().optional(),
    });
    const { account } = this.world.dataset;
    const given = parseBody(schema, body);
    const senderId = given.senderId ?? this.someoneElse();
    const recipientId = given.recipientId ?? account.id;
    return { id: this.world.write(senderId, [senderId, recipientId], given.text) };
  }

  @Put('likes/:postId')
  @HttpCode(204)
  like(@Param('postId') postId: string): void {
    this.world.like('like', this.world.dataset.account.id, postId);
  }

  @Delete('likes/:postId')
  @HttpCode(204)
  unlike(@Param('postId') postId: string): void {
    this.world.like('unlike', this.world.dataset.account.id, postId);
  }

  @Put('profile')
  @HttpCode(204)
  changeProfile(@Body() body: unknown): void {
    this.world.changeProfile(this.world.dataset.account.id, parseBody(profileSchema, body));
  }

  /** What the app may do for users who log in from now on. */
  @Put('x/permission')
  @HttpCode(204)
  permit(@Body() body: unknown): void {
    const schema = z.strictObject({ permission: z.enum(permissions) });
    this.app.permission = parseBody(schema, body).permission;
  }

  /** The user logs in again; the keys the app has from it. */
  @Put('x/grants/:userId')
  letIn(@Param('userId') userId: string): { accessToken: string; accessSecret: string } {
    const { accessToken, accessSecret } = this.grants.give(userId);
    return { accessToken, accessSecret };
  }

  private someoneElse(): string {
    const { account, users } = this.world.dataset;
    return textOf(users.find(({ id }) => id !== account.id)?.id);
  }
}
