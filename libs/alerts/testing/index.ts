export { alertWorlds, HOUR_MS } from './alert-world';
