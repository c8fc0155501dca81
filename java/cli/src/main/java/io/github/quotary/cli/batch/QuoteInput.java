package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.cli.batch.QuoteEntry.Decoded;
import io.github.quotary.cli.batch.QuoteEntry.Defaults;
import io.github.quotary.cli.batch.QuoteSource.MisreadException;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.QuoteDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All inputs of the command as one: each is opened in turn, and its first bytes tell its format. An
 * input that cannot be read to its end ends the batch; quotes read before that are still verified.
 * Read by one thread at a time.
 */
public final class QuoteInput implements Iterator<QuoteEntry>, AutoCloseable {
  /** Maximum number of bytes read ahead of a verifying thread. */
  private static final long MAX_CHUNK_BYTES = 1 << 20;

  private static final int SNIFFED = 8;

  private final Iterator<String> names;
  private final Defaults defaults;
  private final boolean ownCollateral;
  private final boolean ownTime;
  private String name = "";
  private @Nullable QuoteSource source;
  private @Nullable QuoteEntry next;
  private @Nullable String fault;
  private long bytes;
  private long chunkStart;

  /**
   * Inputs by name; {@code -} is standard input.
   *
   * @param ownCollateral whether the collateral of a directory is used
   * @param ownTime whether the time of verification of a directory is used
   */
  public QuoteInput(List<String> names, Defaults defaults, boolean ownCollateral, boolean ownTime) {
    this.names = names.iterator();
    this.defaults = defaults;
    this.ownCollateral = ownCollateral;
    this.ownTime = ownTime;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && fault == null && (source != null || names.hasNext())) {
        if (source == null) {
          name = names.next();
          source = open();
        }
        next = source.next();
        if (next == null) {
          close();
        }
      }
    } catch (MisreadException e) {
      fault = name + " " + e.getMessage();
    } catch (IOException | UncheckedIOException e) {
      fault = "Cannot read " + name + ": " + e.getMessage();
    }
    return next != null;
  }

  @Override
  public QuoteEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    QuoteEntry entry = Objects.requireNonNull(next);
    next = null;
    bytes += entry.size();
    return entry;
  }

  /**
   * Whether to verify the quotes read so far before reading more: the next one is not available
   * yet, or they are large.
   */
  public boolean isEnoughForNow() {
    boolean enough = bytes - chunkStart > MAX_CHUNK_BYTES || !isReady();
    if (enough) {
      chunkStart = bytes;
    }
    return enough;
  }

  private boolean isReady() {
    try {
      return next != null || source == null || source.isReady();
    } catch (IOException e) {
      return true; // The next read fails, too, and says so.
    }
  }

  /** Why reading stopped early, if it did. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  private QuoteSource open() throws IOException {
    if (name.equals("-")) {
      return open(System.in);
    }
    Path path = Path.of(name);
    return Files.isDirectory(path)
        ? FolderSource.open(path, ownCollateral, ownTime, defaults)
        : open(Files.newInputStream(path));
  }

  private QuoteSource open(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(SNIFFED);
    byte[] start = in.readNBytes(SNIFFED);
    in.reset();
    if (isTextOfObjects(start)) {
      return new NdjsonSource(in, defaults);
    }
    return isLengthPrefixed(start) ? new LengthPrefixedSource(in, defaults) : single(in);
  }

  private static boolean isTextOfObjects(byte[] start) {
    for (byte b : start) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return true;
  }

  /** After the length, a quote begins with its version, 3 to 5, and key type 2. */
  private static boolean isLengthPrefixed(byte[] start) {
    return start.length == SNIFFED
        && start[4] >= 3
        && start[4] <= 5
        && start[5] == 0
        && start[6] == 2
        && start[7] == 0;
  }

  /** A file with one quote in any other encoding. */
  private QuoteSource single(InputStream in) throws IOException {
    byte[] whole = BoundedFiles.read(in, name);
    String id = name;
    Iterator<QuoteEntry> one =
        List.of(
                new QuoteEntry(
                    () -> Decoded.of(TextNode.valueOf(id), QuoteDecoder.decode(whole)),
                    whole.length,
                    defaults))
            .iterator();
    return new QuoteSource() {
      @Override
      public @Nullable QuoteEntry next() {
        return one.hasNext() ? one.next() : null;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  /**
   * Total size of all inputs in bytes; empty if the size of one is unknown.
   *
   * @throws InputException if one does not exist
   */
  public static Optional<Long> size(List<String> names) {
    long size = 0;
    for (String name : names) {
      if (name.equals("-")) {
        return Optional.empty();
      }
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new InputException("No such file: " + name);
      }
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      try {
        size += Files.size(path);
      } catch (IOException e) {
        throw new InputException("Cannot read " + name + ": " + e.getMessage());
      }
    }
    return Optional.of(size);
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      QuoteSource open = source;
      source = null;
      open.close();
    }
  }
}
