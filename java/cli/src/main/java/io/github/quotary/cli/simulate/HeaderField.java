package io.github.quotary.cli.simulate;

/** The fields before a quote's body that have no name in the simulator: they are put as octets. */
enum HeaderField {
  VERSION("header.version", 0, Value.littleEndian(2), "quote version"),
  ATTESTATION_KEY_TYPE(
      "header.attestationKeyType", 2, Value.littleEndian(2), "2 is ECDSA with P-256"),
  TEE_TYPE("header.teeType", 4, Value.littleEndian(4), "0 is SGX, 0x81 TDX"),
  QE_VENDOR_ID("header.qeVendorId", 12, Value.hex(16), "Intel's is 939a7233..."),
  BODY_TYPE("descriptor.bodyType", 48, Value.littleEndian(2), "version 5 only: 1 to 4"),
  BODY_SIZE("descriptor.bodySize", 50, Value.littleEndian(4), "version 5 only");

  private static final int HEADER_SIZE = 48;

  private final String path;
  private final int offset;
  private final Value<String> value;
  private final String about;

  HeaderField(String path, int offset, Value<String> value, String about) {
    this.path = path;
    this.offset = offset;
    this.value = value;
    this.about = about;
  }

  String path() {
    return path;
  }

  int offset() {
    return offset;
  }

  Value<String> value() {
    return value;
  }

  String about() {
    return about;
  }

  /** Whether it stands in the descriptor, which only version 5 has. */
  boolean isInDescriptor() {
    return offset >= HEADER_SIZE;
  }
}
