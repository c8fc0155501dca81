package io.github.quotary.domain.capture;

/**
 * Sizes and signatures of the parts of a ZIP archive, and the limits of a bundle's.
 *
 * <p>Source: PKWARE's APPNOTE 6.3.
 */
final class ZipLayout {
  static final int LOCAL_HEAD = 0x04034b50;
  static final int CENTRAL_HEAD = 0x02014b50;
  static final int END = 0x06054b50;

  static final int LOCAL_HEAD_SIZE = 30;
  static final int CENTRAL_HEAD_SIZE = 46;
  static final int END_SIZE = 22;

  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Sizes follow the data; names are UTF-8. Whoever packs again may set them. */
  static final int DATA_DESCRIPTOR = 1 << 3;

  static final int UTF8 = 1 << 11;

  /** Bits that give the compression level. */
  static final int DEFLATE_LEVEL = 3 << 1;

  static final int MAX_ENTRIES = 2000;
  static final int MAX_ENTRY_BYTES = 16 << 20;
  static final int MAX_NAME = 128;
  static final int MAX_RATIO = 200;

  private ZipLayout() {}
}
