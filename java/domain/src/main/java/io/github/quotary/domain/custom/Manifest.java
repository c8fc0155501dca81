package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code sha256sum.txt}: the files that a quote covers. A line is 64 lower-case hexadecimal digits,
 * two spaces or a space and {@code *}, a name, and a line feed. Names are {@code
 * acme-account.json}, {@code cert.pem}, and {@code cert-<name>.pem} with a host name that may begin
 * with {@code *.}; nothing else and no duplicates, ignoring case. A quote is bound to its bytes.
 * Immutable.
 *
 * @param digest SHA-256 of all bytes, 32 bytes
 * @param entries the lines, in order
 */
public record Manifest(Measurement digest, List<Entry> entries) {
  /** The most bytes. */
  public static final int MAX_BYTES = 64 << 10;

  /** The most lines. */
  public static final int MAX_LINES = 256;

  /** The file of the ACME account. */
  public static final String ACCOUNT = "acme-account.json";

  /** The certificate's file in versions with only one. */
  public static final String SINGLE_CERTIFICATE = "cert.pem";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)", Pattern.DOTALL);
  private static final String PREFIX = "cert-";
  private static final String SUFFIX = ".pem";
  private static final String WILDCARD = "*.";

  /**
   * A line.
   *
   * @param name the file's name
   * @param sha256 SHA-256 of the file, 32 bytes
   */
  public record Entry(String name, Measurement sha256) {
    /** Whether the file is a certificate. */
    public boolean isCertificate() {
      return !name.equals(ACCOUNT);
    }

    /** The request path of the file. */
    public String path() {
      return EvidencePaths.FOLDER + name;
    }
  }

  /** Copies the list. */
  public Manifest {
    entries = List.copyOf(entries);
  }

  /** Reads a manifest. Never throws. */
  public static Reading<Manifest> read(RawBytes bytes) {
    if (bytes.size() > MAX_BYTES) {
      return malformed(1, "it has " + bytes.size() + " bytes; the limit is " + MAX_BYTES);
    }
    String text = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int start = 0;
    while (start < text.length()) {
      int number = entries.size() + 1;
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return malformed(number, "it does not end with a line feed");
      } else if (number > MAX_LINES) {
        return malformed(number, "there are more than " + MAX_LINES + " lines");
      }
      Matcher line = LINE.matcher(text.substring(start, end));
      if (!line.matches()) {
        return malformed(number, "it is not a SHA-256, two spaces and a name");
      }
      String name = line.group(2);
      if (!isKnown(name)) {
        return malformed(number, "'" + name + "' is not the name of an evidence file");
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        return malformed(number, "'" + name + "' is listed twice");
      }
      entries.add(new Entry(name, Measurement.fromHex(line.group(1))));
      start = end + 1;
    }
    return entries.isEmpty()
        ? malformed(1, "it is empty")
        : Reading.of(new Manifest(bytes.sha256(), entries));
  }

  private static Reading<Manifest> malformed(int line, String fault) {
    return Reading.malformed("line " + line, fault);
  }

  /** Whether evidence can have a file of this name in its manifest. */
  public static boolean isKnown(String name) {
    return name.equals(ACCOUNT) || name.equals(SINGLE_CERTIFICATE) || certified(name).isPresent();
  }

  /** The name that a certificate's file is named after, with its asterisk. */
  static Optional<String> certified(String name) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String host =
        name.substring(PREFIX.length(), Math.max(PREFIX.length(), name.length() - SUFFIX.length()))
            .toLowerCase(Locale.ROOT);
    return DnsName.isCanonical(host.startsWith(WILDCARD) ? host.substring(2) : host)
        ? Optional.of(host)
        : Optional.empty();
  }

  /** The line of a file. */
  public Optional<Entry> entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The lines of certificates, those that are named after the host or cover it first. */
  List<Entry> certificatesFor(DnsName host) {
    return entries.stream()
        .filter(Entry::isCertificate)
        .sorted(Comparator.comparingInt(entry -> rank(entry, host)))
        .toList();
  }

  private static int rank(Entry entry, DnsName host) {
    Optional<String> certified = certified(entry.name());
    if (certified.filter(host.text()::equals).isPresent()) {
      return 0;
    } else if (certified.filter(host::isCoveredBy).isPresent()) {
      return 1;
    }
    return certified.isEmpty() ? 2 : 3;
  }
}
