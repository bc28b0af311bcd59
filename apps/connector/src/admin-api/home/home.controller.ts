import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard } from '@app/auth';

import { Home } from './home';
import { HomeView } from './home.view';

@ApiTags('home')
@ApiCookieAuth()
@Controller('admin/api/home')
@UseGuards(AdminGuard)
export class HomeController {
  constructor(private readonly home: Home) {}

  @Get()
  @ApiOperation({ summary: 'How things stand, and what an admin should look at.' })
  @ApiOkResponse({ type: HomeView })
  show(): Promise<HomeView> {
    return this.home.show();
  }
}
