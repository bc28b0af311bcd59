import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall, SessionGuard } from '@app/auth';

import { Home } from './home';
import { HomeView } from './home.view';

@ApiTags('home')
@ApiCookieAuth()
@Controller('admin/api/home')
@UseGuards(SessionGuard)
export class HomeController {
  constructor(private readonly home: Home) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'How things stand, and what an admin should look at.' })
  @ApiOkResponse({ type: HomeView })
  show(): Promise<HomeView> {
    return this.home.show();
  }
}
