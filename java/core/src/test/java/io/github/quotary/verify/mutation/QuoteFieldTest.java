package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Alteration;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteMap;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every field of a quote of every shape, changed alone and not signed anew: exactly the reason that
 * Intel's order of checks has for it. The table accounts for every byte of the quote.
 */
class QuoteFieldTest {
  private static final Map<QuoteShape, Evidence> EVIDENCE = new EnumMap<>(QuoteShape.class);
  private static final Map<QuoteShape, Collateral> COLLATERAL = new EnumMap<>(QuoteShape.class);
  private static final Map<QuoteShape, List<QuoteField>> FIELDS = new EnumMap<>(QuoteShape.class);

  /** Has proved the quotes' platforms before. */
  private static final Verifier CACHING = Simulated.verifier(Simulated.upToDate()).build();

  /** Proves all anew. */
  private static final Verifier FRESH =
      Simulated.verifier(Simulated.upToDate()).cache(CacheLimits.none()).build();

  static {
    for (QuoteShape shape : QuoteShape.values()) {
      Evidence evidence = Simulated.upToDate(shape);
      EVIDENCE.put(shape, evidence);
      COLLATERAL.put(shape, Simulated.collateral(evidence));
      FIELDS.put(shape, QuoteField.of(shape, evidence.quote()));
    }
  }

  @Provide
  Arbitrary<Alteration> alterations() {
    return Alteration.any();
  }

  private static List<QuoteField> changeable(QuoteShape shape) {
    List<QuoteField> fields = FIELDS.get(shape);
    return fields.subList(0, fields.size() - 1);
  }

  private static void assertExpected(
      Verifier verifier, QuoteShape shape, QuoteField field, Alteration alteration) {
    byte[] quote = EVIDENCE.get(shape).quote();
    byte[] changed = alteration.of(quote, field.offset(), field.length());
    byte[] before = Arrays.copyOfRange(quote, field.offset(), field.end());
    byte[] after = Arrays.copyOfRange(changed, field.offset(), field.end());
    assertNotEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(after));
    assertEquals(
        field.expected().of(before, after),
        Words.of(
            verifier.verify(
                ByteBuffer.wrap(changed), COLLATERAL.get(shape), EVIDENCE.get(shape).at())),
        () -> shape + ", " + field + ", " + alteration);
  }

  @Property
  void aChangedFieldHasItsReason(
      @ForAll QuoteShape shape,
      @ForAll @IntRange(max = 9999) int which,
      @ForAll("alterations") Alteration alteration) {
    List<QuoteField> fields = changeable(shape);
    QuoteField field = fields.get(which % fields.size());
    assertExpected(CACHING, shape, field, alteration);
    if (which % 4 == 0) {
      assertExpected(FRESH, shape, field, alteration);
    }
  }

  /** So that no field depends on luck: first and last bit of each. */
  @Example
  void everyFieldHasItsReason() {
    for (QuoteShape shape : QuoteShape.values()) {
      for (QuoteField field : changeable(shape)) {
        int last = field.length() - 1;
        assertExpected(CACHING, shape, field, new Alteration(0, new byte[] {1}));
        assertExpected(CACHING, shape, field, new Alteration(last, new byte[] {(byte) 0x80}));
      }
    }
  }

  @Example
  void theTableAccountsForEveryByte() {
    for (QuoteShape shape : QuoteShape.values()) {
      List<QuoteField> fields = FIELDS.get(shape);
      int end = 0;
      for (QuoteField field : fields) {
        assertEquals(end, field.offset(), () -> shape + ", " + field);
        end = field.end();
      }
      assertEquals(EVIDENCE.get(shape).quote().length, end, shape.name());
    }
  }

  /** The table counts on its own; this is where the simulator's writer put the parts. */
  @Example
  void theTableAgreesWithTheWriter() {
    for (QuoteShape shape : QuoteShape.values()) {
      QuoteMap map = QuoteMap.of(EVIDENCE.get(shape).quote());
      assertEquals(map.authSize(), offset(shape, "authentication data size"));
      assertEquals(map.signature(), offset(shape, "quote signature"));
      assertEquals(map.attestationKey(), offset(shape, "attestation key"));
      assertEquals(map.qeReport(), offset(shape, "QE report " + EnclaveField.CPUSVN));
      assertEquals(map.qeReportSignature(), offset(shape, "QE report signature"));
      assertEquals(map.qeAuthSize(), offset(shape, "QE authentication data size"));
      assertEquals(map.certificationType(), offset(shape, "certification data type"));
      assertEquals(map.certificationData(), offset(shape, QuoteField.CERTIFICATION_DATA));
    }
    assertEquals(48 + 520, offset(QuoteShape.V4_TDX, "TD report " + TdField.REPORTDATA));
    assertEquals(54 + 877, offset(QuoteShape.V5_TDX_15_EX, "TD report " + TdField.CUR_SERVTD_ATTR));
  }

  private static int offset(QuoteShape shape, String name) {
    return FIELDS.get(shape).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .offset();
  }
}
