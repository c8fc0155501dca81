package io.github.quotary.domain.dstack.image;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The Authenticode hash of a PE/COFF image: everything but its checksum, the directory entry of its
 * certificates and the certificates themselves.
 *
 * <p>Source: Microsoft, Windows Authenticode Portable Executable Signature Format, calculating the
 * PE image hash.
 */
final class PeImage {
  private static final int PE_OFFSET = 0x3c;
  private static final int PE_SIGNATURE = 0x4550;
  private static final int SECTION_COUNT = 6;
  private static final int OPTIONAL_HEADER_SIZE = 20;
  private static final int OPTIONAL_HEADER = 24;
  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;
  private static final int HEADERS_SIZE = 60;
  private static final int CHECKSUM = 64;
  private static final int DIRECTORIES_PE32 = 96;
  private static final int DIRECTORIES_PE32_PLUS = 112;
  private static final int CERTIFICATES = 4;
  private static final int DIRECTORY_SIZE = 8;
  private static final int SECTION_SIZE = 40;
  private static final int ALIGNMENT = 8;

  private record Span(long start, long length) {}

  private final ByteBuffer file;
  private final MessageDigest sha384 = Sha2.newDigest("SHA-384");

  private PeImage(ByteBuffer file) {
    this.file = file;
  }

  /** Authenticode SHA-384. */
  static Measurement authenticode(byte[] image) throws MalformedException {
    if (image.length % ALIGNMENT != 0) {
      // Signing tools pad such an image before they hash it, firmware does not.
      throw new MalformedException(image.length, "the image's size is not a multiple of 8");
    }
    return new PeImage(ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN)).hash();
  }

  private Measurement hash() throws MalformedException {
    long pe = u32(PE_OFFSET);
    if (u32(pe) != PE_SIGNATURE) {
      throw malformed("no PE signature");
    }
    long optional = pe + OPTIONAL_HEADER;
    int magic = u16(optional);
    if (magic != PE32 && magic != PE32_PLUS) {
      throw malformed("no PE32 or PE32+ optional header");
    }
    long directories = optional + (magic == PE32 ? DIRECTORIES_PE32 : DIRECTORIES_PE32_PLUS);
    if (u32(directories - Integer.BYTES) <= CERTIFICATES) {
      throw malformed("no directory entry for certificates");
    }
    long certificates = directories + CERTIFICATES * DIRECTORY_SIZE;
    long headers = u32(optional + HEADERS_SIZE);
    update(0, optional + CHECKSUM);
    update(optional + CHECKSUM + Integer.BYTES, certificates);
    update(certificates + DIRECTORY_SIZE, headers);
    long hashed = headers;
    for (Span section : sections(pe, optional)) {
      update(section.start(), section.start() + section.length());
      hashed += section.length();
    }
    long certificateSize = u32(certificates + Integer.BYTES);
    if (file.limit() - certificateSize > hashed) {
      update(hashed, file.limit() - certificateSize);
    }
    return Measurement.of(sha384.digest());
  }

  /** Contents of the sections in the order of the file. */
  private List<Span> sections(long pe, long optional) throws MalformedException {
    long table = optional + u16(pe + OPTIONAL_HEADER_SIZE);
    List<Span> sections = new ArrayList<>();
    for (int i = 0; i < u16(pe + SECTION_COUNT); i++) {
      long section = table + (long) i * SECTION_SIZE;
      Span contents = new Span(u32(section + 20), u32(section + 16));
      if (contents.length() > 0) {
        sections.add(contents);
      }
    }
    sections.sort(Comparator.comparingLong(Span::start));
    return sections;
  }

  private void update(long start, long end) throws MalformedException {
    if (start > end || end > file.limit()) {
      throw malformed("invalid part of the image from " + start + " to " + end);
    }
    sha384.update(file.slice((int) start, (int) (end - start)));
  }

  private long u32(long offset) throws MalformedException {
    if (offset > file.limit() - Integer.BYTES) {
      throw malformed("its headers extend beyond the end");
    }
    return Integer.toUnsignedLong(file.getInt((int) offset));
  }

  private int u16(long offset) throws MalformedException {
    if (offset > file.limit() - Short.BYTES) {
      throw malformed("its headers extend beyond the end");
    }
    return Short.toUnsignedInt(file.getShort((int) offset));
  }

  private MalformedException malformed(String problem) {
    return new MalformedException(0, "not a valid PE image: " + problem);
  }
}
