package io.github.quotary.cli.batch;

import io.github.quotary.cli.batch.QuoteSource.MisreadException;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  private static final int MAX_SNIFFED = 1 << 16;
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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
    BufferedInputStream in = new BufferedInputStream(stream, MAX_SNIFFED);
    skipMark(in);
    in.mark(MAX_SNIFFED);
    byte[] start = in.readNBytes(SNIFFED);
    in.reset();
    if (isBlank(start) || (isObject(start) && isOneLine(in))) {
      return new NdjsonSource(in, defaults);
    }
    return isLengthPrefixed(start) ? new LengthPrefixedSource(in, defaults) : whole(in);
  }

  /** A byte order mark before UTF-8 text. */
  private static void skipMark(BufferedInputStream in) throws IOException {
    in.mark(MARK.length);
    if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
      in.reset();
    }
  }

  private static boolean isBlank(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1).isBlank();
  }

  private static boolean isObject(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
  }

  /**
   * Whether an object ends in its first line, as one of many does; so that a document over several
   * lines is read as one. Waits for no more than that line.
   */
  private static boolean isOneLine(BufferedInputStream in) throws IOException {
    in.mark(MAX_SNIFFED);
    int last = 0;
    int count = 0;
    for (int b = in.read(); b >= 0 && (b != '\n' || last == 0); b = in.read()) {
      last = b > ' ' ? b : last;
      if (++count == MAX_SNIFFED) {
        break;
      }
    }
    in.reset();
    return last == '}' || count == MAX_SNIFFED;
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

  /** A file in any other form, which may have several quotes. */
  private QuoteSource whole(InputStream in) throws IOException {
    byte[] whole = BoundedFiles.read(in, name);
    return WholeSource.open(whole, name, in, defaults);
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
