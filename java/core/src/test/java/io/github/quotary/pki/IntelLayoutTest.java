package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The one-pass readers never take what the readers for every layout refuse, and read the same
 * values. {@code -Dquotary.layouts=N} makes N random changes of each kind of bytes, with {@code
 * -Dquotary.layouts.seed}.
 */
class IntelLayoutTest {
  private static final int CHANGES = Integer.getInteger("quotary.layouts", 20_000);
  private static final long SEED = Long.getLong("quotary.layouts.seed", 20261128);

  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final List<byte[]> CERTIFICATES = Layouts.certificates();
  private static final List<byte[]> LISTS = Layouts.lists();
  private static final List<byte[]> CHAINS = Layouts.chains();

  private static final byte[] PCK = chainOfQuote().certificates().get(0).der();
  private static final byte[] ROOT = chainOfQuote().certificates().get(2).der();

  private static PckChain chainOfQuote() {
    try {
      return PckChain.parse(ByteBuffer.wrap(chain()));
    } catch (PkiFormatException e) {
      throw new AssertionError(e.problem());
    }
  }

  private static byte[] chain() {
    String quote = new String(EVIDENCE.quote(), StandardCharsets.ISO_8859_1);
    String pem = quote.substring(quote.indexOf("-----BEGIN"));
    return pem.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] rootCrl() throws PkiFormatException {
    return CrlEncoding.toDer(EVIDENCE.rootCaCrl().getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sgxExtension() {
    byte[] value = chainOfQuote().pck().orElseThrow().certificate().sgxExtension();
    assertTrue(value != null);
    return value;
  }

  @Test
  void soundEvidenceIsReadInOnePass() throws PkiFormatException {
    assertTrue(Layouts.agreeOnPem(chain()));
    for (X509Cert certificate : chainOfQuote().certificates()) {
      assertTrue(Layouts.agreeOnCertificate(certificate.der()));
    }
    assertTrue(Layouts.agreeOnSgxExtension(sgxExtension()));
    assertTrue(Layouts.agreeOnList(rootCrl()));
    assertTrue(Layouts.agreeOnPem(EVIDENCE.tcbInfoIssuerChain().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void allThatWasPublishedIsReadAlike() {
    assertTrue(count(CERTIFICATES, Layouts::agreeOnCertificate) > CERTIFICATES.size() / 2);
    assertTrue(count(LISTS, Layouts::agreeOnList) > LISTS.size() / 2);
    assertTrue(count(CHAINS, Layouts::agreeOnPem) > CHAINS.size() / 2);
  }

  /** Lengths of lists take one to three bytes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 7, 1_200, 1_300, 19_000})
  void aListOfAnyLengthIsReadInOnePass(int serials) throws PkiFormatException {
    byte[] pem = Simulated.revoking(serials).pckCrl().getBytes(StandardCharsets.US_ASCII);
    assertTrue(Layouts.agreeOnList(CrlEncoding.toDer(pem)));
    assertEquals(serials, Crl.parse(pem).size());
  }

  private static long count(List<byte[]> all, Predicate<byte[]> agree) {
    return all.stream().filter(agree).count();
  }

  /** Every value of every byte; most are refused, those of keys and signatures are not. */
  @Test
  void aPckCertificateWithAnyOtherByteIsReadAlike() {
    long taken = everyByte(PCK, Layouts::agreeOnCertificate);
    assertTrue(taken > 255L * 64, () -> taken + " taken");
  }

  @Test
  void anSgxExtensionWithAnyOtherByteIsReadAlike() {
    long taken = everyByte(sgxExtension(), Layouts::agreeOnSgxExtension);
    assertTrue(taken > 255L * 16, () -> taken + " taken");
  }

  @Test
  void aRevocationListWithAnyOtherByteIsReadAlike() throws PkiFormatException {
    long taken = everyByte(rootCrl(), Layouts::agreeOnList);
    assertTrue(taken > 255L * 32, () -> taken + " taken");
  }

  @Test
  void pemWithAnyOtherByteIsReadAlike() {
    byte[] text = EVIDENCE.rootPem().getBytes(StandardCharsets.US_ASCII);
    long taken = everyByte(text, Layouts::agreeOnPem);
    assertTrue(taken > text.length, () -> taken + " taken");
  }

  private static long everyByte(byte[] sound, Predicate<byte[]> agree) {
    byte[] bytes = sound.clone();
    long taken = 0;
    for (int at = 0; at < bytes.length; at++) {
      for (int add = 1; add < 256; add++) {
        bytes[at] = (byte) (sound[at] + add);
        taken += agree.test(bytes.clone()) ? 1 : 0;
      }
      bytes[at] = sound[at];
    }
    return taken;
  }

  /** Whatever is missing at the end, or follows, is for the other readers to judge. */
  @Test
  void aPartOrMoreThanAllIsNotIntelsLayout() throws PkiFormatException {
    for (int end = 0; end < PCK.length; end++) {
      assertFalse(Layouts.agreeOnCertificate(Arrays.copyOf(PCK, end)));
    }
    byte[] crl = rootCrl();
    for (int end = 0; end < crl.length; end++) {
      assertFalse(Layouts.agreeOnList(Arrays.copyOf(crl, end)));
    }
    byte[] extension = sgxExtension();
    for (int end = 0; end < extension.length; end++) {
      assertFalse(Layouts.agreeOnSgxExtension(Arrays.copyOf(extension, end)));
    }
    assertFalse(Layouts.agreeOnCertificate(Arrays.copyOf(PCK, PCK.length + 1)));
    assertFalse(Layouts.agreeOnList(Arrays.copyOf(crl, crl.length + 1)));
    assertFalse(Layouts.agreeOnSgxExtension(Arrays.copyOf(extension, extension.length + 1)));
    byte[] chain = chain();
    for (int end = 0; end < chain.length; end++) {
      Layouts.agreeOnPem(Arrays.copyOf(chain, end));
    }
  }

  /** Lengths in more bytes than needed: BER, which Bouncy Castle reads and re-encodes. */
  @Test
  void aLengthInMoreBytesThanNeededIsNotIntelsLayout() {
    for (byte[] der : List.of(PCK, ROOT)) {
      int found = 0;
      for (int at = 4; at + 1 < der.length; at++) {
        boolean isShort = der[at] == DerCursor.SEQUENCE && der[at + 1] > 0;
        if (isShort) {
          byte[] longer = Layouts.joined(der, at + 1, new byte[] {(byte) 0x81}, at + 1);
          longer[3]++;
          longer[7]++;
          assertFalse(Layouts.agreeOnCertificate(longer), "at " + at);
          found++;
        }
      }
      assertTrue(found > 10);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500230000000Z", "250230000000Z", "251301000000Z", "250001000000Z", "250100000000Z",
        "250101240000Z", "250101006000Z", "250101000060Z", "25010100000aZ", "2501010000000"
      })
  void aTimeThatDoesNotExistIsNotIntelsLayout(String time) {
    String text = new String(PCK, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("Z\u0017");
    byte[] spoilt = PCK.clone();
    byte[] digits = time.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, spoilt, at + 3, digits.length);
    assertFalse(Layouts.agreeOnCertificate(spoilt));
  }

  @ParameterizedTest
  @ValueSource(strings = {"500101000000Z", "491231235959Z", "991231235959Z", "240229120000Z"})
  void aTimeOfEitherCenturyIsReadAlike(String time) {
    String text = new String(PCK, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("Z\u0017");
    byte[] changed = PCK.clone();
    byte[] digits = time.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, changed, at + 3, digits.length);
    assertTrue(Layouts.agreeOnCertificate(changed));
  }

  @Test
  void randomChangesAreReadAlike() {
    Random random = new Random(SEED);
    long taken = 0;
    for (int i = 0; i < CHANGES; i++) {
      taken += Layouts.agreeOnCertificate(changedOf(CERTIFICATES, random)) ? 1 : 0;
      taken += Layouts.agreeOnList(changedOf(LISTS, random)) ? 1 : 0;
      taken += Layouts.agreeOnSgxExtension(Layouts.changed(sgxExtension(), random)) ? 1 : 0;
      taken += Layouts.agreeOnPem(changedOf(CHAINS, random)) ? 1 : 0;
    }
    assertEquals(true, taken > CHANGES / 10, "only " + taken + " were of Intel's layout");
  }

  private static byte[] changedOf(List<byte[]> all, Random random) {
    return Layouts.changed(all.get(random.nextInt(all.size())), random);
  }
}
