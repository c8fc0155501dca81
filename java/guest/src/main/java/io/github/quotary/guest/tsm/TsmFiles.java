package io.github.quotary.guest.tsm;

import java.io.IOException;
import java.nio.file.Path;

/** What is done with the kernel's folder. A seam for tests: a plain folder has no attributes. */
interface TsmFiles {
  /** Makes an entry, in which its attributes appear. */
  void makeEntry(Path entry) throws IOException;

  /** Writes an attribute in one piece. */
  void write(Path attribute, byte[] value) throws IOException;

  /** Reads an attribute up to this many bytes; a longer one is cut. */
  byte[] read(Path attribute, int maxBytes) throws IOException;

  /** Removes an entry; its attributes go with it. */
  void removeEntry(Path entry) throws IOException;
}
