export { Crash, CrashPoint } from './crash-point';
export { aDirectMessage } from './direct-message.builder';
export { FakeClock } from './fake-clock';
export { aPost, aRawMessage, aRawPost } from './post.builder';
