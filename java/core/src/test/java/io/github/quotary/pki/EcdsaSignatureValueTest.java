package io.github.quotary.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.quotary.crypto.P256Signature;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaSignatureValueTest {
  private static P256Signature parse(String hex) throws PkiFormatException {
    return EcdsaSignatureValue.parse(HexFormat.of().parseHex(hex));
  }

  @Test
  void readsTwoIntegers() throws PkiFormatException {
    P256Signature signature = parse("3007020107020200ff");
    assertEquals(BigInteger.valueOf(7), signature.r());
    assertEquals(BigInteger.valueOf(255), signature.s());
  }

  /** Intel's QVL takes them for a signature that does not verify, not for a malformed one. */
  @ParameterizedTest
  @CsvSource({
    "308106020107020105, a length in long form",
    "300702010702810105, an integer's length in long form",
    "30800201070201050000, an indefinite length",
    "300602010702010500, a byte behind",
    "3006020107020181, a negative integer",
    "3006020100020100, zeros"
  })
  void whatIsNotTheOneEncodingCanNeverVerify(String hex, String what) throws PkiFormatException {
    assertFalse(parse(hex).isInRange(), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3000",
        "3003020107",
        "3009020107020105020101",
        "3006020107040105",
        "300702010702020005",
        "30060201070201",
        "020107",
        "31060201070201ff",
        "3084ffffffff020107020105"
      })
  void refusesWhatIsNoSequenceOfTwoIntegers(String hex) {
    assertThrows(PkiFormatException.class, () -> parse(hex));
  }
}
