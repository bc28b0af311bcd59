import { type QueueClient } from '@azure/storage-queue';
import { Injectable } from '@nestjs/common';
import { hasStatus, inStorage, StorageClients } from '@app/azure';
import { AppError } from '@app/domain';
import { z } from 'zod';

import { POISON_SECONDS, type TakenTask, type TaskMessage, type TaskQueue } from '../task-queue';

const NEVER_EXPIRES = -1;
/** Time enough to put a message into the poison queue. */
const PUT_ASIDE_SECONDS = 60;

const messageSchema = z.object({
  schemaVersion: z.literal(1),
  jobId: z.string(),
  taskId: z.string(),
});

interface QueueMessage {
  messageId: string;
  popReceipt: string;
  messageText: string;
  dequeueCount: number;
}

/** Queues `downloads` and `downloads-poison`. */
@Injectable()
export class AzureTaskQueue implements TaskQueue {
  constructor(private readonly storage: StorageClients) {}

  send(message: TaskMessage): Promise<void> {
    return inStorage('jobs', async () => {
      const queue = await this.storage.queue('downloads');
      await queue.sendMessage(JSON.stringify(message), { messageTimeToLive: NEVER_EXPIRES });
    });
  }

  take(hideSeconds: number): Promise<TakenTask | undefined> {
    return inStorage('jobs', async () => {
      const queue = await this.storage.queue('downloads');
      for (;;) {
        const { receivedMessageItems } = await queue.receiveMessages({
          numberOfMessages: 1,
          visibilityTimeout: hideSeconds,
        });
        const [received] = receivedMessageItems;
        if (!received) return undefined;
        const taken = new TakenMessage(queue, received, (text) => this.putAside(text));
        const message = parse(received.messageText);
        if (message) return taken.as(message);
        await taken.poison('This is not a message of the connector.');
      }
    });
  }

  depth(): Promise<{ waiting: number; poisoned: number }> {
    return inStorage('jobs', async () => {
      const queues = [await this.storage.queue('downloads'), await this.poisonQueue()];
      const counts = await Promise.all(queues.map((queue) => queue.getProperties()));
      const [waiting = 0, poisoned = 0] = counts.map((p) => p.approximateMessagesCount);
      return { waiting, poisoned };
    });
  }

  private async putAside(text: string): Promise<void> {
    const queue = await this.poisonQueue();
    await queue.sendMessage(text, { messageTimeToLive: POISON_SECONDS });
  }

  private poisonQueue(): Promise<QueueClient> {
    return this.storage.queue('downloads-poison');
  }
}

/** A message as long as it is ours. */
class TakenMessage {
  private popReceipt: string;

  constructor(
    private readonly queue: QueueClient,
    private readonly received: QueueMessage,
    private readonly putAside: (text: string) => Promise<void>,
  ) {
    this.popReceipt = received.popReceipt;
  }

  as(message: TaskMessage): TakenTask {
    return {
      message,
      deliveryCount: this.received.dequeueCount,
      extend: (seconds) => this.hide(seconds),
      release: (seconds) => this.hide(seconds),
      remove: () => this.remove(),
      postpone: (seconds) => this.postpone(seconds),
      poison: (reason) => this.poison(reason),
    };
  }

  /** Set aside first, while it is surely ours: a crash in between leaves it in both queues, never in none. */
  async poison(reason: string): Promise<void> {
    const { messageText } = this.received;
    await this.hide(PUT_ASIDE_SECONDS);
    await inStorage('jobs', () => this.putAside(JSON.stringify({ reason, messageText })));
    await this.remove();
  }

  /** Another message first: a crash in between leaves two of one task, which is worked on once. */
  private async postpone(visibilityTimeout: number): Promise<void> {
    const { messageText } = this.received;
    await this.hide(PUT_ASIDE_SECONDS);
    const options = { messageTimeToLive: NEVER_EXPIRES, visibilityTimeout };
    await inStorage('jobs', () => this.queue.sendMessage(messageText, options));
    await this.remove();
  }

  private async hide(seconds: number): Promise<void> {
    const { messageId, messageText } = this.received;
    const updated = await this.mine(() =>
      this.queue.updateMessage(messageId, this.popReceipt, messageText, seconds),
    );
    this.popReceipt = updated.popReceipt ?? this.popReceipt;
  }

  private async remove(): Promise<void> {
    await this.mine(() => this.queue.deleteMessage(this.received.messageId, this.popReceipt));
  }

  private mine<T>(call: () => Promise<T>): Promise<T> {
    return inStorage('jobs', async () => {
      try {
        return await call();
      } catch (error) {
        if (!hasStatus(error, 400, 404)) throw error;
        throw new AppError(
          'jobs.conflict',
          'The queue gave this task to another worker meanwhile; it is left to that.',
          {},
          { cause: error },
        );
      }
    });
  }
}

function parse(text: string): TaskMessage | undefined {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
