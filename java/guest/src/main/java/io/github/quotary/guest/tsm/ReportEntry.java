package io.github.quotary.guest.tsm;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.ReportData;
import io.github.quotary.guest.provider.TeeQuote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the kernel's folder: report data go in, a quote comes out. Its generation counts the
 * writes, so that a second writer shows. Not thread-safe.
 */
final class ReportEntry {
  private static final int MAX_TEXT = 256;

  /** Far above the quotes of any kernel. */
  private static final int MAX_QUOTE = 1 << 20;

  private static final String TDX = "tdx_guest";

  private final TsmFiles files;
  private final Path entry;

  ReportEntry(TsmFiles files, Path entry) {
    this.files = files;
    this.entry = entry;
  }

  /** Makes it; the fault if that fails. */
  Optional<GuestFault> make() {
    try {
      files.makeEntry(entry);
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      return Optional.of(
          new GuestFault.Busy(entry.toString(), "another has an entry of this name", 1));
    } catch (NoSuchFileException e) {
      return Optional.of(notThere());
    } catch (IOException e) {
      return Optional.of(refused(e));
    }
  }

  private GuestFault notThere() {
    return new GuestFault.NotThere(
        String.valueOf(entry.getParent()),
        "run in a TDX guest with Linux 6.7 or newer, load its module tdx_guest, and mount configfs"
            + " (mount -t configfs none /sys/kernel/config)");
  }

  private GuestFault refused(IOException e) {
    String where = String.valueOf(entry.getParent());
    if (e instanceof AccessDeniedException) {
      return new GuestFault.Refused(
          where,
          "no entry can be made: permission denied",
          "run as root, or let root hand it over");
    }
    return isBusy(e)
        ? new GuestFault.Busy(where, words(e), 1)
        : new GuestFault.Refused(
            where,
            "no entry can be made: " + words(e),
            "mount it writable, and look whether the module tdx_guest is loaded");
  }

  /** Its provider, which must be TDX's. */
  Answer<String> requireTdx() {
    try {
      String provider = text("provider");
      return provider.equals(TDX)
          ? Answer.given(provider)
          : Answer.failed(new GuestFault.OtherProvider(entry.toString(), provider));
    } catch (IOException e) {
      return Answer.failed(broken("provider", e));
    }
  }

  /** A quote over these report data. */
  Answer<TeeQuote> quote(ReportData asked, String source) {
    String attribute = "generation";
    byte[] quote;
    try {
      long before = generation();
      attribute = "inblob";
      files.write(entry.resolve(attribute), asked.value().toByteArray());
      attribute = "outblob";
      quote = files.read(entry.resolve(attribute), MAX_QUOTE + 1);
      attribute = "generation";
      long after = generation();
      if (after != before + 1) {
        return Answer.failed(
            new GuestFault.Busy(
                entry.toString(),
                "its generation went from " + before + " to " + after + " by one write",
                1));
      }
    } catch (IOException e) {
      return Answer.failed(broken(attribute, e));
    }
    String where = entry.resolve("outblob").toString();
    if (quote.length > MAX_QUOTE) {
      return Answer.failed(new GuestFault.TooLarge(where, "the quote", MAX_QUOTE));
    }
    return asked
        .faultOf(ByteBuffer.wrap(quote), where)
        .<Answer<TeeQuote>>map(Answer::failed)
        .orElseGet(
            () ->
                Answer.given(
                    new TeeQuote(
                        ByteBuffer.wrap(quote), source, Optional.empty(), Optional.empty())));
  }

  /** Removes it; the fault if that fails. */
  Optional<GuestFault> remove() {
    try {
      files.removeEntry(entry);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new GuestFault.Broken(
              entry.toString(),
              "the entry cannot be removed: " + words(e),
              "remove it with rmdir, and look who uses it"));
    }
  }

  private long generation() throws IOException {
    String text = text("generation");
    try {
      // The kernel's counter is unsigned, and goes round.
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("it is not a number of 64 bits", e);
    }
  }

  private String text(String attribute) throws IOException {
    byte[] bytes = files.read(entry.resolve(attribute), MAX_TEXT);
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private GuestFault broken(String attribute, IOException e) {
    String where = entry.resolve(attribute).toString();
    if (e instanceof ClosedByInterruptException) {
      return new GuestFault.Interrupted(where);
    }
    if (isBusy(e)) {
      return new GuestFault.Busy(where, words(e), 1);
    }
    return new GuestFault.Broken(
        where,
        words(e),
        "see the kernel's log in the guest (dmesg), and the host's quoting service");
  }

  /** EBUSY, which the kernel answers while another's quote is in the making. */
  private static boolean isBusy(IOException e) {
    return words(e).toLowerCase(Locale.ROOT).contains("busy");
  }

  private static String words(IOException e) {
    String reason =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getMessage();
    return reason == null || reason.isBlank() ? e.getClass().getSimpleName() : reason;
  }
}
