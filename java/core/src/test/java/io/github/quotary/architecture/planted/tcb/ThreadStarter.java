package io.github.quotary.architecture.planted.tcb;

import static io.github.quotary.architecture.HouseRule.STARTS_NO_THREAD;

import io.github.quotary.architecture.Breaks;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does its work on threads that nobody gave it. */
final class ThreadStarter {
  @Breaks(STARTS_NO_THREAD)
  Object made() {
    return new Thread(() -> {});
  }

  @Breaks(STARTS_NO_THREAD)
  void started(Worker worker) {
    worker.start();
  }

  @Breaks(STARTS_NO_THREAD)
  Function<Runnable, Thread> madeByReference() {
    return Thread::new;
  }

  @Breaks(STARTS_NO_THREAD)
  Object pool() {
    return Executors.newCachedThreadPool();
  }

  @Breaks(STARTS_NO_THREAD)
  Object poolByHand() {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  @Breaks(STARTS_NO_THREAD)
  Object commonPool() {
    return ForkJoinPool.commonPool();
  }

  @Breaks(STARTS_NO_THREAD)
  Object timer() {
    return new Timer();
  }

  @Breaks(STARTS_NO_THREAD)
  long parallel(List<String> list) {
    return list.parallelStream().count();
  }

  @Breaks(STARTS_NO_THREAD)
  long parallelLater(List<String> list) {
    return list.stream().parallel().count();
  }

  @Breaks(STARTS_NO_THREAD)
  Object future(Runnable work) {
    return CompletableFuture.runAsync(work);
  }

  Object futureOfCaller(Runnable work, Executor executor) {
    return CompletableFuture.runAsync(work, executor);
  }

  boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  /** Is a thread. */
  static final class Worker extends Thread {
    @Breaks(STARTS_NO_THREAD)
    Worker() {}
  }
}
