import { type CompletionReporter } from '@app/blob-export';
import { type TaskConsumer, type TaskDelivery, type TaskRunner } from '@app/delivery';
import { around, type Instruments } from '@app/telemetry';

export interface DeliveryParts {
  consumer: TaskConsumer;
  runner: TaskRunner;
  delivery: TaskDelivery;
  reporter: CompletionReporter;
}

/** Counts and traces the delivery of tasks. */
export function watchDelivery(instruments: Instruments, parts: DeliveryParts): void {
  watchTasks(instruments, parts);
  parts.delivery.deliver = around(
    parts.delivery.deliver.bind(parts.delivery),
    (deliver, { accountId }) => {
      const start = { attributes: { 'account.id': accountId }, linksTo: accountId };
      return instruments.span('task.upload', start, async (note) => {
        const uploaded = await deliver();
        note({ 'task.items': uploaded.counts.items, 'task.parked': uploaded.counts.parked });
        return uploaded;
      });
    },
  );
  parts.reporter.report = around(
    parts.reporter.report.bind(parts.reporter),
    (report, _app, _jobId, { status }) => {
      const attributes = { 'task.completion_status': status };
      return instruments.span('task.completion', { kind: 'CLIENT', attributes }, report);
    },
  );
}

function watchTasks(
  instruments: Instruments,
  { consumer, runner }: Pick<DeliveryParts, 'consumer' | 'runner'>,
): void {
  consumer.consumeNext = around(consumer.consumeNext.bind(consumer), async (consume) => {
    const consumed = await consume();
    if (!consumed) return consumed;
    const { kind, message } = consumed;
    instruments.count('twitter_archive.tasks.tries', 1, { outcome: kind });
    if (kind === 'delivered') {
      const ofJob = { 'job.id': message.jobId };
      instruments.count('twitter_archive.items.delivered', consumed.items, ofJob);
    }
    return consumed;
  });
  runner.run = around(runner.run.bind(runner), (run, { jobId, taskId }, { attempt }) => {
    if (attempt > 1) instruments.count('twitter_archive.tasks.retries', 1);
    const ids = { 'job.id': jobId, 'task.id': taskId };
    const attributes = { 'task.attempt': attempt };
    return instruments.span('task', { kind: 'CONSUMER', ids, attributes }, async (note) => {
      const result = await run();
      note({ 'task.outcome': result.kind });
      return result;
    });
  });
}
