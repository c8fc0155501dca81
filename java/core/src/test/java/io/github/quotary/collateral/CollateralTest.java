package io.github.quotary.collateral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollateralTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();

  /** The seven parts: how each is set and read, and whether it is a text. */
  private enum Part {
    PCK_CRL_ISSUER_CHAIN(
        Collateral.Builder::pckCrlIssuerChain, Collateral::pckCrlIssuerChain, true),
    ROOT_CA_CRL(Collateral.Builder::rootCaCrl, Collateral::rootCaCrl, false),
    PCK_CRL(Collateral.Builder::pckCrl, Collateral::pckCrl, false),
    TCB_INFO_ISSUER_CHAIN(
        Collateral.Builder::tcbInfoIssuerChain, Collateral::tcbInfoIssuerChain, true),
    TCB_INFO(Collateral.Builder::tcbInfo, Collateral::tcbInfo, true),
    QE_IDENTITY_ISSUER_CHAIN(
        Collateral.Builder::qeIdentityIssuerChain, Collateral::qeIdentityIssuerChain, true),
    QE_IDENTITY(Collateral.Builder::qeIdentity, Collateral::qeIdentity, true);

    private final BiFunction<Collateral.Builder, byte[], Collateral.Builder> set;
    private final Function<Collateral, byte[]> get;
    private final boolean text;

    Part(
        BiFunction<Collateral.Builder, byte[], Collateral.Builder> set,
        Function<Collateral, byte[]> get,
        boolean text) {
      this.set = set;
      this.get = get;
      this.text = text;
    }

    Collateral only(byte... bytes) {
      return set.apply(Collateral.builder(), bytes).build();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachPartIsKeptApart(Part part) {
    byte[] bytes = {1, 2, 3};
    Collateral collateral = part.only(bytes);
    for (Part other : Part.values()) {
      assertArrayEquals(other == part ? bytes : new byte[0], other.get.apply(collateral));
    }
    assertEquals(3, collateral.size());
  }

  @ParameterizedTest
  @EnumSource
  void neitherTheCallersNorTheReadersArrayIsItsOwn(Part part) {
    byte[] bytes = {1, 2, 3};
    Collateral collateral = part.only(bytes);
    bytes[0] = 9;
    part.get.apply(collateral)[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, part.get.apply(collateral));
  }

  /** A C string's end is no part of the text; what is in DER keeps its zeros. */
  @ParameterizedTest
  @EnumSource
  void oneNulAtTheEndOfATextIsDropped(Part part) {
    byte[] expected = part.text ? new byte[] {'a'} : new byte[] {'a', 0};
    assertArrayEquals(expected, part.get.apply(part.only((byte) 'a', (byte) 0)));
    assertFalse(part.only((byte) 'a', (byte) 0).hasInnerNul());
    assertArrayEquals(new byte[0], part.get.apply(part.only()));
  }

  @ParameterizedTest
  @EnumSource
  void aNulInsideATextIsSeen(Part part) {
    assertEquals(part.text, part.only((byte) 'a', (byte) 0, (byte) 'b').hasInnerNul());
    assertEquals(part.text, part.only((byte) 'a', (byte) 0, (byte) 0).hasInnerNul());
    assertEquals(part.text, part.only((byte) 0, (byte) 'a').hasInnerNul());
  }

  @ParameterizedTest
  @EnumSource
  void isEqualOnlyIfEveryPartIs(Part part) {
    Collateral.Builder builder = Simulated.collateralBuilder(EVIDENCE);
    Collateral one = builder.build();
    assertEquals(one, Simulated.collateral(EVIDENCE));
    assertEquals(one.hashCode(), Simulated.collateral(EVIDENCE).hashCode());
    assertNotEquals(one, part.set.apply(builder, "else".getBytes(US_ASCII)).build());
  }

  @Test
  void theSizeIsThatOfAllParts() {
    Collateral collateral = Simulated.collateral(EVIDENCE);
    long sum = 0;
    for (Part part : Part.values()) {
      sum += part.get.apply(collateral).length;
    }
    assertEquals(sum, collateral.size());
  }

  @Test
  void jsonWithBareTextsIsPutIntoEnvelopesByteForByte() {
    Collateral read = Collateral.fromJson(EVIDENCE.collateralJson().getBytes(UTF_8));
    assertEquals(Simulated.collateral(EVIDENCE), read);
  }

  @Test
  void jsonWithEnvelopesIsTakenAsItIs() {
    Evidence enveloped =
        EVIDENCE
            .with(CollateralPart.TCB_INFO, " " + EVIDENCE.tcbInfoEnvelope() + "\n")
            .with(CollateralPart.QE_IDENTITY, EVIDENCE.qeIdentityEnvelope())
            .with(CollateralPart.TCB_INFO_SIGNATURE, "ignored");
    Collateral read = Collateral.fromJson(enveloped.collateralJson().getBytes(UTF_8));
    assertEquals(" " + EVIDENCE.tcbInfoEnvelope() + "\n", new String(read.tcbInfo(), UTF_8));
    assertEquals(EVIDENCE.qeIdentityEnvelope(), new String(read.qeIdentity(), UTF_8));
  }

  @Test
  void textInJsonMayBeEscapedAndSpaced() {
    Evidence spaced = EVIDENCE.with(CollateralPart.TCB_INFO, "{ \"caf\u00e9\":\"\\u0041\"\n}");
    String json = spaced.collateralJson().replace("caf\u00e9", "caf\\u00e9");
    String tcbInfo = new String(Collateral.fromJson(json.getBytes(UTF_8)).tcbInfo(), UTF_8);
    assertTrue(tcbInfo.startsWith("{\"tcbInfo\":{ \"caf\u00e9\":\"\\u0041\"\n},\"sig"), tcbInfo);
  }

  private static JsonDoc small() {
    JsonDoc document = JsonDoc.of("{}");
    for (CollateralPart part : CollateralPart.values()) {
      document.set(part.key(), "\"" + part.key() + "\"");
    }
    return document;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (CollateralPart part : CollateralPart.values()) {
      if (!part.key().endsWith("_signature")) {
        keys.add(part.key());
      }
    }
    return keys;
  }

  @Test
  void jsonWithoutAPartIsRefusedByName() {
    for (String key : keys()) {
      assertTrue(refusal(small().remove(key).toString()).contains(key));
      assertTrue(refusal(small().set(key, "7").toString()).contains(key));
      assertTrue(refusal(small().set(key, "null").toString()).contains(key));
    }
  }

  @Test
  void jsonWithOtherMembersOrWithoutSignaturesIsRead() {
    JsonDoc document = small().set("version", "3").set("x", "{\"a\":[{}]}");
    document.remove("tcb_info_signature").remove("qe_identity_signature");
    Collateral collateral = Collateral.fromJson(document.toString().getBytes(UTF_8));
    assertEquals("{\"tcbInfo\":tcb_info}", new String(collateral.tcbInfo(), UTF_8));
    assertEquals("pck_crl", new String(collateral.pckCrl(), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "7", "{", "{}", "null", "{\"tcb_info\":\"a\",\"tcb_info\":\"b\"}"})
  void whatIsNoCollateralObjectIsRefused(String json) {
    refusal(json);
  }

  @Test
  void nothingFollowsTheJsonObject() {
    refusal(small() + "{}");
    refusal(small() + "x");
    refusal("[".repeat(100_000));
    refusal("{\"x\":" + "[".repeat(100_000));
  }

  private static String refusal(String json) {
    return assertThrows(
            IllegalArgumentException.class, () -> Collateral.fromJson(json.getBytes(UTF_8)))
        .getMessage();
  }
}
