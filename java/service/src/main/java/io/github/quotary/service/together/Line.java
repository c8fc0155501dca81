package io.github.quotary.service.together;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Questions in the order in which they came, at most so many. A worker hears of them when whoever
 * brings them says so: an event loop first brings all that has come. While a worker is busy,
 * another one joins only where enough wait to be worth it: the more are verified together, the less
 * each costs. Thread-safe.
 */
final class Line {
  private final int capacity;
  private final int most;
  private final int toJoin;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition enough = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int busy;
  private boolean isRingDue;
  private boolean isClosed;

  /** What became of a question. */
  enum Offered {
    /** There is no room. */
    REFUSED,
    /** It waits; who brought it must call {@link #ring} soon. */
    FIRST,
    /** It waits; somebody else will call. */
    NEXT
  }

  /**
   * Nothing waits.
   *
   * @param capacity how many may wait
   * @param most how many are taken at once
   */
  Line(int capacity, int most) {
    this.capacity = capacity;
    this.most = most;
    toJoin = Math.max(1, Math.min(capacity, most) / 4);
  }

  /** Adds a question, if there is room. */
  Offered offer(Waiting question) {
    lock.lock();
    try {
      if (isClosed || waiting.size() >= capacity) {
        return Offered.REFUSED;
      }
      waiting.addLast(question);
      if (isRingDue) {
        return Offered.NEXT;
      }
      isRingDue = true;
      return Offered.FIRST;
    } finally {
      lock.unlock();
    }
  }

  /** Calls a worker to what has come. */
  void ring() {
    lock.lock();
    try {
      isRingDue = false;
      if (isEnough()) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isEnough() {
    return busy == 0 ? !waiting.isEmpty() : waiting.size() >= toJoin;
  }

  /**
   * Takes what waits; waits for it. The worker that calls is busy from then on, until it calls
   * {@link #rest}.
   *
   * @return false if there will be nothing more
   */
  boolean take(Collection<Waiting> taken) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isEnough()) {
        if (isClosed && waiting.isEmpty()) {
          return false;
        }
        enough.await();
      }
      busy++;
      for (int i = 0; i < most && !waiting.isEmpty(); i++) {
        taken.add(waiting.removeFirst());
      }
      if (isEnough()) {
        enough.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The worker has done what it took. */
  void rest() {
    lock.lock();
    try {
      busy--;
      if (isEnough()) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more, and lets nobody wait. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      enough.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
