package io.github.quotary.verify.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.fixture.Alteration;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
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
 * Every field of every certificate, at each of its places, changed alone and not signed anew. The
 * table accounts for every byte of each certificate, and the certificates for every byte of their
 * chains.
 */
class CertificateFieldTest {
  private static final Verifier CACHING = Simulated.verifier(Simulated.upToDate()).build();
  private static final Verifier FRESH =
      Simulated.verifier(Simulated.upToDate()).cache(CacheLimits.none()).build();

  private static final Map<CertificateRole, List<CertificateField>> FIELDS =
      new EnumMap<>(CertificateRole.class);

  static {
    for (CertificateRole role : CertificateRole.values()) {
      FIELDS.put(role, CertificateField.of(role, der(role)));
    }
  }

  private static byte[] der(CertificateRole role) {
    return Chains.certificates(role.chain()).get(role.index());
  }

  @Provide
  Arbitrary<Alteration> alterations() {
    return Alteration.any();
  }

  private static void assertExpected(
      Verifier verifier, CertificateRole role, CertificateField field, Alteration alteration) {
    DerPart part = field.part();
    byte[] der = der(role);
    byte[] changed = alteration.of(der, part.offset(), part.length());
    List<byte[]> certificates = new ArrayList<>(Chains.certificates(role.chain()));
    certificates.set(role.index(), changed);
    String text = Chains.text(role.chain(), certificates);
    String expected =
        field
            .expected()
            .of(
                Arrays.copyOfRange(der, part.offset(), part.end()),
                Arrays.copyOfRange(changed, part.offset(), part.end()));
    Expected.assertVerdict(
        expected,
        Words.of(Chains.verify(verifier, role.chain(), text)),
        () -> role + ", " + field + ", " + alteration);
  }

  @Property
  void aChangedFieldHasItsReason(
      @ForAll CertificateRole role,
      @ForAll @IntRange(max = 9999) int which,
      @ForAll("alterations") Alteration alteration) {
    List<CertificateField> fields = FIELDS.get(role);
    CertificateField field = fields.get(which % fields.size());
    assertExpected(which % 4 == 0 ? FRESH : CACHING, role, field, alteration);
  }

  /** So that no field depends on luck: first bit of each, and last of each content. */
  @Example
  void everyFieldHasItsReason() {
    for (CertificateRole role : CertificateRole.values()) {
      for (CertificateField field : FIELDS.get(role)) {
        int last = field.part().length() - 1;
        assertExpected(CACHING, role, field, new Alteration(0, new byte[] {1}));
        if (field.part().kind() == DerPart.Kind.CONTENT) {
          assertExpected(CACHING, role, field, new Alteration(last, new byte[] {(byte) 0x80}));
        }
      }
    }
  }

  /** Month and day of each date become the 30th of February. */
  @Example
  void aDayThatDoesNotExistIsNoDay() {
    for (CertificateRole role : CertificateRole.values()) {
      for (CertificateField field : FIELDS.get(role)) {
        if (field.field().equals("validity") && field.part().kind() == DerPart.Kind.CONTENT) {
          byte[] mask = "0230".getBytes(StandardCharsets.US_ASCII);
          for (int i = 0; i < mask.length; i++) {
            mask[i] ^= der(role)[field.part().offset() + 2 + i];
          }
          assertExpected(CACHING, role, field, new Alteration(2, mask));
        }
      }
    }
  }

  @Example
  void theTableAccountsForEveryByte() {
    TreeSet<String> names = new TreeSet<>();
    for (CertificateRole role : CertificateRole.values()) {
      int end = 0;
      for (CertificateField field : FIELDS.get(role)) {
        assertEquals(end, field.part().offset(), () -> role + ", " + field);
        end = field.part().end();
        names.add(field.field());
      }
      assertEquals(der(role).length, end, role.name());
    }
    names.remove(CertificateField.STRUCTURE);
    assertEquals(CertificateField.names(), List.copyOf(names), "every row of the table is met");
  }

  @Example
  void theCertificatesAccountForTheirChains() {
    for (Chain chain : Chain.values()) {
      assertEquals(Chains.text(chain), Chains.text(chain, Chains.certificates(chain)));
      long roles =
          Arrays.stream(CertificateRole.values()).filter(role -> role.chain() == chain).count();
      assertEquals(roles, Chains.certificates(chain).size(), chain.name());
    }
  }
}
