package io.github.quotary.verify.mutation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Alteration;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.Verifier;
import io.github.quotary.verify.mutation.CrlField.Which;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every field of both revocation lists, changed alone and not signed anew, in both encodings. The
 * table accounts for every byte.
 */
class CrlFieldTest {
  private static final BigInteger STRANGER = new BigInteger("7b5a3c", 16);
  private static final Evidence EVIDENCE =
      Simulated.evidence(
          Scenario.upToDate()
              .withPki(
                  pki ->
                      pki.withRootCrl(pki.rootCrl().revoking(STRANGER))
                          .withPckCrl(pki.pckCrl().revoking(STRANGER))));
  private static final Verifier VERIFIER = Simulated.verifier(EVIDENCE).build();
  private static final Map<Which, List<CrlField>> FIELDS = new EnumMap<>(Which.class);

  static {
    for (Which which : Which.values()) {
      FIELDS.put(which, CrlField.of(which, der(which)));
    }
  }

  private static byte[] der(Which which) {
    return HexFormat.of()
        .parseHex(which == Which.ROOT_CA_CRL ? EVIDENCE.rootCaCrl() : EVIDENCE.pckCrl());
  }

  @Provide
  Arbitrary<Alteration> alterations() {
    return Alteration.any();
  }

  private static String verdict(Which which, byte[] list) {
    Collateral.Builder collateral = Simulated.collateralBuilder(EVIDENCE);
    if (which == Which.ROOT_CA_CRL) {
      collateral.rootCaCrl(list);
    } else {
      collateral.pckCrl(list);
    }
    return Words.of(
        VERIFIER.verify(ByteBuffer.wrap(EVIDENCE.quote()), collateral.build(), EVIDENCE.at()));
  }

  private static void assertExpected(Which which, CrlField field, Alteration alteration) {
    DerPart part = field.part();
    byte[] der = der(which);
    byte[] changed = alteration.of(der, part.offset(), part.length());
    String expected =
        field
            .expected()
            .of(
                Arrays.copyOfRange(der, part.offset(), part.end()),
                Arrays.copyOfRange(changed, part.offset(), part.end()));
    String where = which + ", " + field + ", " + alteration;
    Expected.assertVerdict(expected, verdict(which, changed), () -> where);
    byte[] hex = HexFormat.of().formatHex(changed).getBytes(US_ASCII);
    Expected.assertVerdict(expected, verdict(which, hex), () -> where);
  }

  @Property
  void aChangedFieldHasItsReason(
      @ForAll Which which,
      @ForAll @IntRange(max = 9999) int number,
      @ForAll("alterations") Alteration alteration) {
    List<CrlField> fields = FIELDS.get(which);
    assertExpected(which, fields.get(number % fields.size()), alteration);
  }

  /** So that no field depends on luck: first and last bit of each. */
  @Example
  void everyFieldHasItsReason() {
    for (Which which : Which.values()) {
      assertEquals(Words.TRUSTED, verdict(which, der(which)));
      for (CrlField field : FIELDS.get(which)) {
        int last = field.part().length() - 1;
        assertExpected(which, field, new Alteration(0, new byte[] {1}));
        assertExpected(which, field, new Alteration(last, new byte[] {(byte) 0x80}));
      }
    }
  }

  /** Month and day of both ends of the window become the 30th of February. */
  @Example
  void aDayThatDoesNotExistIsNoDay() {
    for (Which which : Which.values()) {
      for (CrlField field : FIELDS.get(which)) {
        if (field.field().equals("window") && field.part().kind() == DerPart.Kind.CONTENT) {
          byte[] mask = "0230".getBytes(US_ASCII);
          for (int i = 0; i < mask.length; i++) {
            mask[i] ^= der(which)[field.part().offset() + 2 + i];
          }
          assertExpected(which, field, new Alteration(2, mask));
        }
      }
    }
  }

  /** Read as if it were extensions [0] and encoded anew, the list would be the signed one again. */
  @Example
  void whatIsSignedAreTheBytesAsTheyStand() {
    for (Which which : Which.values()) {
      for (CrlField field : FIELDS.get(which)) {
        if (field.part().path().equals("0/6") && field.part().kind() == DerPart.Kind.TAG) {
          byte[] changed = der(which);
          changed[field.part().offset()]++;
          assertEquals(
              which == Which.ROOT_CA_CRL
                  ? "PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE"
                  : "PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE",
              verdict(which, changed));
        }
      }
    }
  }

  @Example
  void theTableAccountsForEveryByte() {
    for (Which which : Which.values()) {
      TreeSet<String> names = new TreeSet<>();
      int end = 0;
      for (CrlField field : FIELDS.get(which)) {
        assertEquals(end, field.part().offset(), () -> which + ", " + field);
        end = field.part().end();
        names.add(field.field());
      }
      assertEquals(der(which).length, end, which.name());
      names.remove(CrlField.STRUCTURE);
      assertEquals(CrlField.names(), List.copyOf(names), "every row of the table is met");
    }
  }
}
