package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Published;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Holds the readers of Intel's own layout against those that read every layout: what the first
 * take, the second take, too, and read the same.
 */
final class Layouts {
  private Layouts() {}

  /** PEM chains of quotes and collateral, each once. */
  static List<byte[]> chains() {
    Distinct chains = new Distinct();
    Published.quoteChains().forEach(chains::add);
    for (Collateral collateral : Published.collateral()) {
      chains.add(collateral.pckCrlIssuerChain());
      chains.add(collateral.tcbInfoIssuerChain());
      chains.add(collateral.qeIdentityIssuerChain());
    }
    return chains.values();
  }

  /** DER of every certificate, each once. */
  static List<byte[]> certificates() {
    Distinct certificates = new Distinct();
    for (byte[] chain : chains()) {
      for (String chunk : PemChain.chunks(ByteBuffer.wrap(chain))) {
        try {
          certificates.add(PemChain.decode(chunk, "it"));
        } catch (PkiFormatException e) {
          continue; // Spoilt on purpose.
        }
      }
    }
    return certificates.values();
  }

  /** DER of every revocation list, each once. */
  static List<byte[]> lists() {
    Distinct lists = new Distinct();
    for (Collateral collateral : Published.collateral()) {
      for (byte[] crl : List.of(collateral.rootCaCrl(), collateral.pckCrl())) {
        try {
          lists.add(CrlEncoding.toDer(crl));
        } catch (PkiFormatException e) {
          continue; // Spoilt on purpose.
        }
      }
    }
    return lists.values();
  }

  /** Whether the bytes have Intel's layout; then both readers agree. */
  static boolean agreeOnCertificate(byte[] der) {
    CertificateFields fast;
    try {
      fast = IntelCertificateReader.read(der, new KnownCertificates());
    } catch (OtherLayoutException e) {
      return false;
    }
    CertificateFields slow = read(() -> CertificateReader.read(der, new KnownCertificates()));
    same(slow.subject(), fast.subject());
    same(slow.issuer(), fast.issuer());
    assertEquals(slow.serial(), fast.serial());
    assertEquals(slow.notBefore(), fast.notBefore());
    assertEquals(slow.notAfter(), fast.notAfter());
    assertArrayEquals(slow.publicKey(), fast.publicKey());
    assertArrayEquals(slow.toBeSignedDigest(), fast.toBeSignedDigest());
    assertEquals(slow.signatureBytes(), fast.signatureBytes());
    assertEquals(slow.signature(), fast.signature());
    assertArrayEquals(slow.sgxExtension(), fast.sgxExtension());
    return true;
  }

  /** Whether the SGX extension of these bytes has Intel's layout; then both readers agree. */
  static boolean agreeOnSgxExtension(byte[] value) {
    SgxExtension fast;
    try {
      fast = IntelSgxExtensionReader.read(value);
    } catch (OtherLayoutException e) {
      return false;
    }
    assertEquals(read(() -> SgxExtensionParser.parse(value)), fast);
    return true;
  }

  /** Whether the bytes have Intel's layout; then both readers agree. */
  static boolean agreeOnList(byte[] der) {
    CrlFields fast;
    try {
      fast = IntelCrlReader.read(der);
    } catch (OtherLayoutException e) {
      return false;
    }
    CrlFields slow = read(() -> CrlReader.read(der));
    same(slow.issuer(), fast.issuer());
    assertEquals(slow.thisUpdate(), fast.thisUpdate());
    assertEquals(slow.nextUpdate(), fast.nextUpdate());
    assertEquals(slow.number(), fast.number());
    assertEquals(slow.hasAuthorityKeyIdentifier(), fast.hasAuthorityKeyIdentifier());
    assertEquals(slow.revokedSerials(), fast.revokedSerials());
    assertArrayEquals(slow.toBeSignedDigest(), fast.toBeSignedDigest());
    assertEquals(slow.signature(), fast.signature());
    return true;
  }

  /** Whether the text is written as Intel's; then both readers find the same certificates. */
  static boolean agreeOnPem(byte[] text) {
    List<X509Cert> fast =
        IntelPem.certificates(
            text, new KnownCertificates().forOneVerification(), PemChain.MAX_CERTIFICATES);
    if (fast == null) {
      return false;
    }
    List<byte[]> slow = read(() -> PemChain.split(ByteBuffer.wrap(text)));
    assertEquals(slow.size(), fast.size());
    for (int i = 0; i < slow.size(); i++) {
      assertArrayEquals(slow.get(i), fast.get(i).der());
    }
    return true;
  }

  private static void same(DistinguishedName expected, DistinguishedName actual) {
    assertEquals(expected, actual);
    assertEquals(expected.toString(), actual.toString());
    assertEquals(expected.commonName(), actual.commonName());
    assertEquals(true, expected.matches(actual) && expected.rendersLike(actual));
  }

  private static <T> T read(Reader<T> reader) {
    try {
      return reader.read();
    } catch (PkiFormatException e) {
      throw new AssertionError("Taken by the reader of Intel's layout, refused: " + e.problem());
    }
  }

  /** One to four changes: bytes overwritten, removed, inserted, or copied from elsewhere. */
  static byte[] changed(byte[] bytes, Random random) {
    byte[] changed = bytes;
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int length = 1 + random.nextInt(random.nextBoolean() ? 2 : 20);
      int at = random.nextInt(Math.max(1, changed.length - length));
      int end = Math.min(changed.length, at + length);
      byte[] piece = new byte[end - at];
      random.nextBytes(piece);
      if (random.nextInt(3) == 0) {
        int from = random.nextInt(Math.max(1, changed.length - length));
        piece = Arrays.copyOfRange(changed, from, Math.min(changed.length, from + length));
      }
      changed =
          switch (random.nextInt(5)) {
            case 0 -> joined(changed, at, new byte[0], end);
            case 1 -> joined(changed, at, piece, at);
            case 2 -> joined(changed, at, new byte[] {(byte) (changed[at] + 1)}, at + 1);
            default -> joined(changed, at, piece, end);
          };
    }
    return changed;
  }

  /** The bytes up to one index, others, and the bytes from another index on. */
  static byte[] joined(byte[] bytes, int to, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(bytes, to + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, to, between.length);
    System.arraycopy(bytes, from, joined, to + between.length, bytes.length - from);
    return joined;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read() throws PkiFormatException;
  }

  /** Arrays without doubles. */
  private static final class Distinct {
    private final Map<ByteBuffer, byte[]> values = new LinkedHashMap<>();

    void add(byte @Nullable [] bytes) {
      if (bytes != null && bytes.length > 0) {
        values.putIfAbsent(ByteBuffer.wrap(bytes), bytes);
      }
    }

    List<byte[]> values() {
      return new ArrayList<>(values.values());
    }
  }
}
