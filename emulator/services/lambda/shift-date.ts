/** Lets a worker's `Date` follow the emulator's clock, which a test may have moved on. */
export function shiftDate(offset: SharedArrayBuffer): void {
  const ahead = new Float64Array(offset);
  const RealDate = Date;
  const now = () => RealDate.now() + (ahead[0] ?? 0);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver)),
  });
}
