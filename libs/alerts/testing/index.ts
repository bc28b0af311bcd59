export { alertWorlds, HOUR_MS, wholeRound } from './alert-world';
