export { recordLog } from './record-log';
