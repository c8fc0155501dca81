package io.github.quotary.service.batch;

import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One batch: bytes in, lines out, in the order of the input. Few blocks are under way at a time;
 * the owner stops reading while it is full. Not thread-safe: all calls come from one thread, the
 * receiver's.
 */
public final class BatchStream {
  /** Blocks under way, read but not written. */
  private static final int MAX_BLOCKS = 4;

  private final BatchEngine engine;
  private final Executor receiver;
  private final Output output;
  private final LineSplitter splitter =
      new LineSplitter(
          new LineSplitter.Lines() {
            @Override
            public void accept(Slice line) {
              add(line);
            }

            @Override
            public void tooLong() {
              number++;
              add(QuoteLine.tooLong(number, engine.defaults()));
            }
          });

  private final Deque<Running> running = new ArrayDeque<>();
  private Block block = new Block();
  private long number;
  private boolean isEnded;
  private volatile boolean isClosed;

  /** What a batch writes to. */
  public interface Output {
    /** Lines, in the order of the input. */
    void write(byte[] lines);

    /** All lines were written. */
    void end();

    /** The service failed. */
    void fail();
  }

  private BatchStream(BatchEngine engine, Executor receiver, Output output) {
    this.engine = engine;
    this.receiver = receiver;
    this.output = output;
  }

  /** Begins a batch; null if there are as many as there may be. */
  public static @Nullable BatchStream open(BatchEngine engine, Executor receiver, Output output) {
    return engine.open() ? new BatchStream(engine, receiver, output) : null;
  }

  /** Adds bytes, which must not change. */
  public void add(byte[] piece) {
    splitter.add(piece);
    beginIfIdle();
  }

  /** The input has ended. */
  public void finish() {
    splitter.finish();
    isEnded = true;
    if (!block.isEmpty()) {
      begin();
    }
    endIfDone();
  }

  /** Whether nothing should be read for now. */
  public boolean isFull() {
    return running.size() >= MAX_BLOCKS;
  }

  /** Nobody waits for the results any more. */
  public void close() {
    if (!isClosed) {
      isClosed = true;
      engine.close();
    }
  }

  private void add(Slice line) {
    number++;
    if (!QuoteLine.isBlank(line)) {
      QuoteEntry entry = QuoteLine.entry(line, number, engine.defaults());
      add(engine.isTimeAllowed() ? entry : withoutTime(line, number));
    }
  }

  /** A line that states its time cannot be read. */
  private QuoteEntry withoutTime(Slice line, long lineNumber) {
    return new QuoteEntry(
        () -> {
          Decoded decoded = QuoteLine.decoded(line, lineNumber);
          return decoded.at() == null
              ? decoded
              : Decoded.unreadable(
                  decoded.id(),
                  "line "
                      + lineNumber
                      + ", member 'at': this service verifies at the time of its own clock");
        },
        line.size() + 1L,
        engine.defaults());
  }

  private void add(QuoteEntry entry) {
    block.add(entry);
    if (block.isFull()) {
      begin();
    }
  }

  /** Lines do not wait for others while a thread is free for them. */
  private void beginIfIdle() {
    if (running.isEmpty() && !block.isEmpty()) {
      begin();
    }
  }

  private void begin() {
    Running next = new Running(block);
    block = new Block();
    running.add(next);
    engine.execute(next);
  }

  private void flush() {
    while (!running.isEmpty() && running.getFirst().lines != null) {
      byte[] lines = running.removeFirst().lines;
      if (!isClosed && lines != null) {
        output.write(lines);
      }
    }
    if (!isClosed) {
      beginIfIdle();
      endIfDone();
    }
  }

  private void endIfDone() {
    if (isEnded && running.isEmpty() && block.isEmpty() && !isClosed) {
      close();
      output.end();
    }
  }

  /** A block that is being verified, and then its lines. */
  private final class Running implements Runnable {
    private final Block entries;
    private byte @Nullable [] lines;

    Running(Block block) {
      entries = block;
    }

    @Override
    public void run() {
      byte[] result;
      try {
        result = isClosed ? new byte[0] : engine.lines(entries);
      } catch (RuntimeException e) {
        receiver.execute(this::failed);
        return;
      }
      receiver.execute(() -> done(result));
    }

    private void done(byte[] result) {
      lines = result;
      flush();
    }

    private void failed() {
      if (!isClosed) {
        close();
        output.fail();
      }
    }
  }
}
