import { ApiProblem } from '../../../api/api-problem';
import { fingerprintOf } from './fingerprint';
import { type UploadPhase, ZipUpload } from './zip-upload';

const BLOCK = 4;
const text = 'abcdefghij';

/** A connector that keeps the blocks it gets, as far as it answers. */
class Connector {
  readonly blocks: (string | undefined)[] = [];
  readonly files: unknown[] = [];
  finished = 0;
  /** What becomes of the next calls, one after the other. */
  failures: (Error | undefined)[] = [];
  onBlock: (index: number, signal: AbortSignal) => Promise<void> | void = () => undefined;

  post<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = () => {
      if (path.endsWith('/finish')) this.finished += 1;
      else this.files.push(body);
      const receivedBlocks = this.blocks.findIndex((block) => block === undefined);
      const received = receivedBlocks < 0 ? this.blocks.length : receivedBlocks;
      return {
        importId: 'the-id',
        upload: {
          ...{ blockBytes: BLOCK, blocks: 3, receivedBlocks: received },
          receivedBytes: Math.min(received * BLOCK, text.length),
        },
      } as Answer;
    };
    return this.unlessFailing(answer);
  }

  async putBytes(path: string, bytes: Blob, signal: AbortSignal): Promise<void> {
    const index = Number(/blocks\/(\d+)$/.exec(path)?.[1]);
    await this.onBlock(index, signal);
    signal.throwIfAborted();
    const block = await bytes.text();
    await this.unlessFailing(() => (this.blocks[index] = block));
  }

  private unlessFailing<T>(answer: () => T): Promise<T> {
    const failure = this.failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve(answer());
  }
}

function setUp() {
  const connector = new Connector();
  const waits: number[] = [];
  const sleep = (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  };
  const file = new File([text], 'twitter.zip');
  const upload = new ZipUpload(connector, '7', file, sleep);
  const phases: UploadPhase[] = [];
  upload.subscribe(() => {
    const { phase } = upload.status();
    if (phases.at(-1) !== phase) phases.push(phase);
  });
  return { connector, waits, upload, phases, file };
}

describe('an upload', () => {
  it('sends a file block by block, and says how far it is', async () => {
    const { connector, upload, phases, file } = setUp();
    const sent: number[] = [];
    upload.subscribe(() => sent.push(upload.status().sentBytes));
    await upload.start();
    expect(connector.blocks).toEqual(['abcd', 'efgh', 'ij']);
    expect(connector.finished).toBe(1);
    expect(phases).toEqual(['sending', 'sent']);
    expect([...new Set(sent)]).toEqual([0, 4, 8, 10]);
    const fingerprint = await fingerprintOf(file);
    expect(connector.files).toEqual([{ fileName: 'twitter.zip', bytes: 10, fingerprint }]);
  });

  it('goes on where the connector says that it is', async () => {
    const { connector, upload } = setUp();
    connector.blocks.push('of before');
    await upload.start();
    expect(connector.blocks).toEqual(['of before', 'efgh', 'ij']);
  });

  it('waits ever longer while the connection is broken, and goes on then', async () => {
    const { connector, upload, phases, waits } = setUp();
    const broken = [0, 503, 429].map((status) => new ApiProblem(status));
    connector.failures = [undefined, undefined, ...broken];
    await upload.start();
    expect(connector.blocks).toEqual(['abcd', 'efgh', 'ij']);
    expect(connector.finished).toBe(1);
    expect(phases).toEqual([
      'sending',
      'waiting',
      'sending',
      'waiting',
      'sending',
      'waiting',
      'sending',
      'sent',
    ]);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('ends when the connector refuses it', async () => {
    const { connector, upload, waits } = setUp();
    const refusal = new ApiProblem(409, 'It was cancelled.');
    connector.failures = [undefined, undefined, refusal];
    await upload.start();
    expect(upload.status()).toMatchObject({ phase: 'failed', error: refusal, sentBytes: 4 });
    expect(waits).toEqual([]);
  });

  it('stops at once when it is paused, and goes on', async () => {
    const { connector, upload, phases } = setUp();
    connector.onBlock = (index) => {
      if (index === 1 && phases.at(-1) === 'sending') upload.pause();
    };
    await upload.start();
    expect(upload.status()).toMatchObject({ phase: 'paused', sentBytes: 4 });
    expect(connector.finished).toBe(0);
    connector.onBlock = () => undefined;
    await upload.start();
    expect(connector.blocks).toEqual(['abcd', 'efgh', 'ij']);
    expect(phases).toEqual(['sending', 'paused', 'sending', 'sent']);
  });
});

describe('the fingerprint of a file', () => {
  it('is that of its last mebibyte', async () => {
    const end = new Uint8Array(1024 * 1024).fill(7);
    const [one, other] = [new Blob(['a', end]), new Blob(['b', end])];
    expect(await fingerprintOf(one)).toBe(await fingerprintOf(other));
    expect(await fingerprintOf(one)).not.toBe(await fingerprintOf(new Blob([end, 'b'])));
    expect(await fingerprintOf(new Blob(['abc']))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
