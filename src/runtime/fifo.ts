/** Runs jobs one after the other, in the order they came; a job that fails does not stop the next. */
export class Fifo {
  #last: Promise<unknown> = Promise.resolve();

  add<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#last.then(job, job);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
