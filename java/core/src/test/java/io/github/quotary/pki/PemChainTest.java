package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a certificate begins and ends in a text, to Intel. */
class PemChainTest {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final byte[] DER_1 = {1, 2, 3, 4, 5, 6};
  private static final byte[] DER_2 = {7, 8, 9};
  private static final String ONE = Certs.pem(DER_1);
  private static final String TWO = Certs.pem(DER_2);

  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of("as it should be", ONE + TWO),
        Arguments.of("text before, between and behind", "a\nb" + ONE + "c\nd\n" + TWO + "e\n"),
        Arguments.of("hyphens between", ONE + "a - b\n--\n" + TWO),
        Arguments.of("hyphens before and behind", "- a\n" + ONE + TWO + "- b\n"),
        Arguments.of("lines of Windows", (ONE + TWO).replace("\n", "\r\n")),
        Arguments.of("no last line end", (ONE + TWO).strip()),
        Arguments.of("a NUL at the end", ONE + TWO + "\0"),
        Arguments.of("anything after a NUL", ONE + TWO + "\0" + ONE + "\0\0"),
        Arguments.of("an END too many", ONE + TWO + END + "\n"),
        Arguments.of("an END between", ONE + END + "\n" + TWO),
        Arguments.of("a BEGIN too many", ONE + TWO + BEGIN + "\n"),
        Arguments.of("other objects", ONE + "-----BEGIN X-----\nAAAA\n-----END X-----\n" + TWO),
        Arguments.of("bytes that are no ASCII", "\u00ff\u0080" + ONE + "\u00e4" + "\n" + TWO));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chains")
  void twoCertificatesAreFound(String about, String text) throws PkiFormatException {
    ByteBuffer input = Certs.text(text);
    List<byte[]> found = PemChain.split(input);
    assertEquals(2, found.size());
    assertArrayEquals(DER_1, found.get(0));
    assertArrayEquals(DER_2, found.get(1));
    assertEquals(0, input.position());
  }

  static Stream<Arguments> noChains() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("a NUL", "\0" + ONE),
        Arguments.of("a NUL inside", ONE.substring(0, 40) + "\0" + ONE.substring(40)),
        Arguments.of("text", "certificate"),
        Arguments.of("no BEGIN", ONE.substring(ONE.indexOf('\n') + 1)),
        Arguments.of("no END", ONE.substring(0, ONE.indexOf(END))),
        Arguments.of("END before BEGIN", END + "\n" + ONE),
        Arguments.of("lower case", ONE.toLowerCase(Locale.ROOT)),
        Arguments.of("another object", ONE.replace("CERTIFICATE", "TRUSTED CERTIFICATE")),
        Arguments.of("no base64", BEGIN + "\n!!!!\n" + END + "\n"),
        Arguments.of("one base64 character too few", BEGIN + "\nAAA\n" + END + "\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noChains")
  void noCertificateIsFound(String about, String text) {
    assertThrows(PkiFormatException.class, () -> PemChain.split(Certs.text(text)));
  }

  /** Each of these markers must not be worth another search through the rest of the text. */
  @Test
  void aFloodOfMarkersIsReadOnce() throws PkiFormatException {
    assertEquals(1, PemChain.split(Certs.text(ONE + END.repeat(40_000))).size());
    assertThrows(
        PkiFormatException.class, () -> PemChain.split(Certs.text(BEGIN.repeat(40_000) + ONE)));
  }

  @Test
  void eightAreEnough() throws PkiFormatException {
    assertEquals(8, PemChain.split(Certs.text(ONE.repeat(8))).size());
    String problem =
        assertThrows(PkiFormatException.class, () -> PemChain.split(Certs.text(ONE.repeat(9))))
            .problem();
    assertTrue(problem.contains("limit is 8"), problem);
    assertThrows(
        PkiFormatException.class, () -> PemChain.split(Certs.text((BEGIN + END).repeat(20_000))));
  }

  @Test
  void theCertificateThatCannotBeDecodedIsNamedByItsPlace() {
    String bad = BEGIN + "\n!!!!\n" + END + "\n";
    for (String text : List.of(ONE + bad, ONE + bad + TWO, ONE + END + "x\n" + bad)) {
      String problem =
          assertThrows(PkiFormatException.class, () -> PemChain.split(Certs.text(text))).problem();
      assertEquals("certificate 2 is not valid PEM: its base64 cannot be decoded", problem, text);
    }
  }
}
