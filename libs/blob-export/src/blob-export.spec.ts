import { AppError, Secret } from '@app/domain';
import {
  describeCompletionReporter,
  describeItemChangeReporter,
  describeItemSink,
  describeLentContainers,
  FakeCompletionReporter,
  FakeItemChangeReporter,
  FakeItemSink,
  FakeLentContainers,
} from '@testing/blob-export';

import { CompletionStatus } from './completion-reporter';

describeItemSink('FakeItemSink', async () => {
  await Promise.resolve();
  const sink = new FakeItemSink();
  return {
    sink,
    container: new Secret('https://account.blob.core.windows.net/container?sig=signature'),
    read: async (path) => {
      await Promise.resolve();
      return sink.blobs.get(path);
    },
  };
});

describeCompletionReporter('FakeCompletionReporter', async () => {
  await Promise.resolve();
  const reporter = new FakeCompletionReporter();
  return {
    reporter,
    app: { appId: 'app', secret: new Secret('secret') },
    jobId: 'job',
    ask: async () => Promise.resolve('task'),
    refuse: async (how) => {
      await Promise.resolve();
      reporter.failures.push(new AppError(`export.completion_${how}`, how));
    },
    done: async () => {
      await Promise.resolve();
      const { accepted } = reporter;
      const done = accepted.filter(({ status }) => status === CompletionStatus.Success);
      return new Set(done.map(({ taskId }) => taskId)).size;
    },
  };
});

describeItemChangeReporter('FakeItemChangeReporter', async () => {
  await Promise.resolve();
  const reporter = new FakeItemChangeReporter();
  return {
    reporter,
    app: { appId: 'app', secret: new Secret('secret') },
    jobId: 'job',
    refuse: async (how) => {
      await Promise.resolve();
      reporter.failures.push(new AppError(`export.completion_${how}`, how));
    },
    askedAgain: async () => Promise.resolve(reporter.told.map(({ itemId }) => itemId)),
  };
});

describeLentContainers('FakeLentContainers', async (files) => {
  await Promise.resolve();
  const containers = new FakeLentContainers();
  containers.lent.set('https://lent.example/', new Map(Object.entries(files)));
  return { containers, container: new Secret('https://lent.example/') };
});
