package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code xxd}, {@code hexdump} and {@code od} print. A dump begins at offset 0; text before,
 * between and after dumps does not count. Each line's offset must be the number of bytes before it,
 * so a line that was lost is noticed. Words of several bytes are read in both byte orders.
 */
final class Dump {
  private static final List<Integer> BASES = List.of(16, 8, 10);
  private static final int MIN_BYTES = 16;

  /** A quote has 1 MiB at most. */
  private static final int MAX_DUMPED = 2 << 20;

  /** A quote has 1020 bytes at least, and in base64 1360 characters. */
  private static final int MAX_TEXT = 1359;

  private final List<Part> dumps = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ByteArrayOutputStream swapped = new ByteArrayOutputStream();
  private final List<Integer> bases = new ArrayList<>(BASES);
  private int count;
  private boolean isOpen;
  private boolean isRepeated;
  private long total;
  private long otherText;
  private List<byte[]> last = List.of();
  private String problem = "";

  /** Whether a dump began, and its lines do not fit together. */
  private boolean isBroken;

  private Dump() {}

  static Optional<Recognition> read(byte[] input) {
    String text = Text.of(input).orElse("");
    if (text.indexOf(' ') < 0) {
      return Optional.empty();
    }
    Dump dump = new Dump();
    int number = 0;
    for (int start = 0; start <= text.length() && !dump.isBroken; ) {
      int end = lineEnd(text, start);
      dump.line(text.substring(start, end).strip(), ++number);
      start = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    dump.close();
    if (dump.dumps.isEmpty() && !dump.isBroken) {
      return Optional.empty();
    }
    return Optional.of(
        dump.problem.isEmpty()
            ? new Recognition.Parts(dump.dumps)
            : new Recognition.Refused(dump.problem, true));
  }

  private static int lineEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void line(String text, int number) {
    if (text.equals("*") && isOpen) {
      isRepeated = true;
      return;
    }
    DumpLine line = DumpLine.of(text).orElse(null);
    otherText += line == null ? text.length() : 0;
    if (otherText > MAX_TEXT && problem.isEmpty()) {
      problem =
          "a hex dump beside other text, up to line "
              + number
              + ", that is long enough for a quote: give one of them alone";
    }
    if (line == null || line.isStart()) {
      close();
    }
    if (line == null || (!isOpen && !line.isStart())) {
      return;
    }
    isOpen = true;
    if (line.octets().isEmpty()) {
      end(line);
    } else if (follows(line)) {
      line.octets().forEach(this::add);
      last = line.octets();
    } else {
      isBroken = true;
      problem =
          "a hex dump whose line "
              + number
              + " does not continue the one before it: a line is missing, or was changed";
      discard();
    }
  }

  private void add(byte[] word) {
    written.writeBytes(word);
    byte[] reversed = word.clone();
    for (int i = 0; i < word.length; i++) {
      reversed[i] = word[word.length - 1 - i];
    }
    swapped.writeBytes(reversed);
  }

  /** Whether a line comes next, after lines like the last one where a star stands for them. */
  private boolean follows(DumpLine line) {
    int size = written.size();
    bases.removeIf(base -> repeats(line.offset(base) - size) < 0);
    if (bases.isEmpty()) {
      return false;
    }
    repeat(repeats(line.offset(bases.get(0)) - size));
    return true;
  }

  /** How many lines a gap stands for; negative if there may be none. */
  private long repeats(long gap) {
    boolean isFilled =
        isRepeated
            && gap > 0
            && gap <= MAX_DUMPED - total - written.size()
            && !last.isEmpty()
            && gap % size(last) == 0;
    return gap == 0 ? 0 : isFilled ? gap / size(last) : -1;
  }

  private void repeat(long lines) {
    isRepeated = false;
    for (long i = 0; i < lines; i++) {
      last.forEach(this::add);
    }
  }

  private static int size(List<byte[]> words) {
    return words.stream().mapToInt(word -> word.length).sum();
  }

  /** A last line without words is the number of bytes: fewer, where the last word was filled up. */
  private void end(DumpLine line) {
    for (int base : List.copyOf(bases)) {
      long size = line.offset(base);
      if (isRepeated && repeats(size - written.size()) > 0) {
        repeat(repeats(size - written.size()));
      }
      int filled = last.isEmpty() ? 1 : last.get(last.size() - 1).length;
      if (size <= written.size() && size > written.size() - filled) {
        emit((int) size);
        discard();
        return;
      }
    }
    isBroken = true;
    problem = "a hex dump whose last line gives another number of bytes than the lines before it";
    discard();
  }

  private void close() {
    emit(written.size());
    discard();
  }

  private void emit(int size) {
    if (size < MIN_BYTES) {
      return;
    }
    count++;
    total += size;
    String place = count == 1 ? "hex dump" : "hex dump " + count;
    byte[] one = Arrays.copyOf(written.toByteArray(), size);
    byte[] other = Arrays.copyOf(swapped.toByteArray(), size);
    dumps.add(new Part.Perhaps(ByteBuffer.wrap(one), place));
    if (!Arrays.equals(one, other)) {
      dumps.add(new Part.Perhaps(ByteBuffer.wrap(other), place + ", little-endian words"));
    }
  }

  private void discard() {
    written.reset();
    swapped.reset();
    bases.clear();
    bases.addAll(BASES);
    isOpen = false;
    isRepeated = false;
    last = List.of();
  }
}
