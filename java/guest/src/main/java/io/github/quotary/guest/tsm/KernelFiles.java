package io.github.quotary.guest.tsm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The kernel's files themselves. An attribute's size is not known before it was read, and it takes
 * what was written when it is closed: so it is neither asked for its size nor truncated.
 */
final class KernelFiles implements TsmFiles {
  private static final int PART = 1 << 13;

  @Override
  public void makeEntry(Path entry) throws IOException {
    Files.createDirectory(entry);
  }

  @Override
  public void write(Path attribute, byte[] value) throws IOException {
    try (SeekableByteChannel out = Files.newByteChannel(attribute, StandardOpenOption.WRITE)) {
      int written = out.write(ByteBuffer.wrap(value));
      if (written != value.length) {
        throw new IOException(written + " of " + value.length + " bytes were written");
      }
    }
  }

  @Override
  public byte[] read(Path attribute, int maxBytes) throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(PART);
    try (SeekableByteChannel in = Files.newByteChannel(attribute, StandardOpenOption.READ)) {
      part.limit(Math.min(PART, maxBytes));
      while (part.hasRemaining() && in.read(part) > 0) {
        value.write(part.array(), 0, part.position());
        part.clear().limit(Math.min(PART, maxBytes - value.size()));
      }
    }
    return value.toByteArray();
  }

  @Override
  public void removeEntry(Path entry) throws IOException {
    Files.delete(entry);
  }
}
