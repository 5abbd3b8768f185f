/** Ends Jest when the program that started it is gone: killed with -9, `npm test` cannot stop it itself. */
export function endWithRunner(): void {
  const runner = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === runner) return;
    clearInterval(watching);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watching.unref();
}
