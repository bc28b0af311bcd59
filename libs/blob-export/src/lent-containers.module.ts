import { Module } from '@nestjs/common';

import { LentContainers } from './azure-blob/lent-containers';

@Module({ providers: [LentContainers], exports: [LentContainers] })
export class LentContainersModule {}
