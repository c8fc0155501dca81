package io.github.quotary.collateral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.StandardExtension;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which document is blamed when some cannot be parsed. */
class ParsedCollateralTest {
  private static final byte[] GARBAGE = "garbage".getBytes(US_ASCII);

  /** The documents in the order in which Intel parses them. */
  private enum Document {
    TCB_INFO(RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, "TCB info", Collateral.Builder::tcbInfo),
    QE_IDENTITY(
        RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT, "QE identity", Collateral.Builder::qeIdentity),
    QE_IDENTITY_CHAIN(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        "QE identity issuer chain",
        Collateral.Builder::qeIdentityIssuerChain),
    TCB_INFO_CHAIN(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        "TCB info issuer chain",
        Collateral.Builder::tcbInfoIssuerChain),
    PCK_CRL_CHAIN(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        "PCK CRL issuer chain",
        Collateral.Builder::pckCrlIssuerChain),
    ROOT_CA_CRL(RejectReason.CRL_UNSUPPORTED_FORMAT, "Root CA CRL", Collateral.Builder::rootCaCrl),
    PCK_CRL(RejectReason.CRL_UNSUPPORTED_FORMAT, "PCK CRL", Collateral.Builder::pckCrl);

    private final RejectReason reason;
    private final String name;
    private final BiFunction<Collateral.Builder, byte[], Collateral.Builder> set;

    Document(
        RejectReason reason,
        String name,
        BiFunction<Collateral.Builder, byte[], Collateral.Builder> set) {
      this.reason = reason;
      this.name = name;
      this.set = set;
    }
  }

  private static Rejection rejection(Collateral collateral) {
    return assertRejected(ParsedCollateral.parse(collateral).rejectionOrNull());
  }

  private static Rejection assertRejected(Rejection rejection) {
    assertNotNull(rejection);
    return rejection;
  }

  @Test
  void soundDocumentsAreParsed() {
    assertNull(
        ParsedCollateral.parse(Simulated.collateral(Simulated.upToDate())).rejectionOrNull());
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentIsNamed(Document document) {
    for (byte[] spoilt : List.of(GARBAGE, new byte[0])) {
      Collateral.Builder builder = Simulated.collateralBuilder(Simulated.upToDate());
      Rejection rejection = rejection(document.set.apply(builder, spoilt).build());
      assertEquals(document.reason, rejection.reason());
      assertTrue(rejection.detail().startsWith(document.name + ": "), rejection.detail());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfSeveralIsReported(Document first) {
    Collateral.Builder builder = Simulated.collateralBuilder(Simulated.upToDate());
    IntStream.range(first.ordinal(), Document.values().length)
        .forEach(i -> Document.values()[i].set.apply(builder, GARBAGE));
    Rejection rejection = rejection(builder.build());
    assertEquals(first.reason, rejection.reason());
    assertTrue(rejection.detail().startsWith(first.name + ": "), rejection.detail());
  }

  @Test
  void theOneDocumentIsNoOtherOne() {
    Collateral sound = Simulated.collateral(Simulated.upToDate());
    assertEquals(
        RejectReason.TCB_INFO_UNSUPPORTED_FORMAT,
        rejection(
                Simulated.collateralBuilder(Simulated.upToDate())
                    .tcbInfo(sound.qeIdentity())
                    .build())
            .reason());
    assertEquals(
        RejectReason.CRL_UNSUPPORTED_FORMAT,
        rejection(
                Simulated.collateralBuilder(Simulated.upToDate())
                    .pckCrl(sound.pckCrlIssuerChain())
                    .build())
            .reason());
  }

  @ParameterizedTest
  @EnumSource
  void everyCertificateNeedsAllFiveExtensions(StandardExtension extension) {
    assertUnparsed(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        pki -> pki.withTcbSigning(pki.tcbSigning().without(extension)));
    assertUnparsed(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        pki -> pki.withRoot(pki.root().without(extension)));
  }

  @Test
  void aCrlNeedsItsNumber() {
    assertUnparsed(
        RejectReason.CRL_UNSUPPORTED_FORMAT, pki -> pki.withRootCrl(pki.rootCrl().withoutNumber()));
    assertUnparsed(
        RejectReason.CRL_UNSUPPORTED_FORMAT, pki -> pki.withPckCrl(pki.pckCrl().withoutNumber()));
    CrlSpec crl = Scenario.upToDate().pki().pckCrl().withoutAuthorityKeyIdentifier();
    assertNull(parse(pki -> pki.withPckCrl(crl)), "that is a matter of trust");
  }

  private static void assertUnparsed(RejectReason reason, UnaryOperator<PkiSpec> change) {
    assertEquals(reason, assertRejected(parse(change)).reason());
  }

  private static Rejection parse(UnaryOperator<PkiSpec> change) {
    return ParsedCollateral.parse(
            Simulated.collateral(Simulated.evidence(Scenario.upToDate().withPki(change))))
        .rejectionOrNull();
  }

  @Test
  void crlsAreReadInEveryEncoding() {
    Collateral hex = Simulated.collateral(Simulated.upToDate());
    byte[] der = HexFormat.of().parseHex(new String(hex.pckCrl(), UTF_8));
    Collateral.Builder builder = Simulated.collateralBuilder(Simulated.upToDate());
    assertNull(ParsedCollateral.parse(builder.pckCrl(der).build()).rejectionOrNull());
  }
}
