import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AccountTurn } from './account-turn';
import { AlertBook } from './alert-book';
import { AzureAlertBook } from './azure-storage/azure-alert-book';
import { AzureCaptureRequests } from './azure-storage/azure-capture-requests';
import { AzureDeliveryDays } from './azure-storage/azure-delivery-days';
import { AzureJobStore } from './azure-storage/azure-job-store';
import { AzureLeaseStore } from './azure-storage/azure-lease-store';
import { AzureLoginStore } from './azure-storage/azure-login-store';
import { AzureMailLedger } from './azure-storage/azure-mail-ledger';
import { AzureParkedItems } from './azure-storage/azure-parked-items';
import { AzureReadCounts } from './azure-storage/azure-read-counts';
import { AzureStreamChoices } from './azure-storage/azure-stream-choices';
import { AzureTaskList } from './azure-storage/azure-task-list';
import { AzureTaskQueue } from './azure-storage/azure-task-queue';
import { AzureTaskStore } from './azure-storage/azure-task-store';
import { AzureSelfTests } from './azure-storage/azure-self-tests';
import { CaptureRequests } from './capture-requests';
import { DeliveryDays } from './delivery-days';
import { ExclusiveWork } from './exclusive-work';
import { JobStore } from './job-store';
import { LeaseStore } from './lease-store';
import { LoginStore } from './login-store';
import { MailLedger } from './mail-ledger';
import { ParkedItems } from './parked-items';
import { ReadCounts } from './read-counts';
import { SelfTests } from './self-tests';
import { StreamChoices } from './stream-choices';
import { TaskList } from './task-list';
import { TaskQueue } from './task-queue';
import { TaskStore } from './task-store';
import { UndeliveredTasks } from './undelivered-tasks';

@Module({
  imports: [AzureModule],
  providers: [
    { provide: AlertBook, useClass: AzureAlertBook },
    { provide: CaptureRequests, useClass: AzureCaptureRequests },
    { provide: DeliveryDays, useClass: AzureDeliveryDays },
    { provide: JobStore, useClass: AzureJobStore },
    { provide: TaskStore, useClass: AzureTaskStore },
    { provide: TaskQueue, useClass: AzureTaskQueue },
    { provide: LeaseStore, useClass: AzureLeaseStore },
    { provide: LoginStore, useClass: AzureLoginStore },
    { provide: TaskList, useClass: AzureTaskList },
    { provide: MailLedger, useClass: AzureMailLedger },
    { provide: ParkedItems, useClass: AzureParkedItems },
    { provide: ReadCounts, useClass: AzureReadCounts },
    { provide: SelfTests, useClass: AzureSelfTests },
    { provide: StreamChoices, useClass: AzureStreamChoices },
    AccountTurn,
    ExclusiveWork,
    UndeliveredTasks,
  ],
  exports: [
    AccountTurn,
    AlertBook,
    CaptureRequests,
    DeliveryDays,
    JobStore,
    LoginStore,
    MailLedger,
    ParkedItems,
    ReadCounts,
    SelfTests,
    StreamChoices,
    TaskList,
    TaskStore,
    TaskQueue,
    ExclusiveWork,
    UndeliveredTasks,
  ],
})
export class JobsModule {}
