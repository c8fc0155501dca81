package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The seven documents of some collateral, each parsed for itself: a malformed one does not hide the
 * others. Nothing is trusted. Immutable.
 */
public final class CollateralDocuments {
  private final Outcome<SignedContent<TcbInfo>> tcbInfo;
  private final Outcome<SignedContent<QeIdentity>> qeIdentity;
  private final Outcome<SigningChain> qeIdentityChain;
  private final Outcome<SigningChain> tcbInfoChain;
  private final Outcome<SigningChain> pckCrlIssuerChain;
  private final Outcome<Crl> rootCrl;
  private final Outcome<Crl> pckCrl;

  private CollateralDocuments(Collateral collateral, KnownCertificates known) {
    tcbInfo =
        attempt(
            RejectReason.TCB_INFO_UNSUPPORTED_FORMAT,
            "TCB info",
            () ->
                content(
                    collateral.tcbInfo,
                    SignedJson.TCB_INFO,
                    SignedContent::plainTcbInfo,
                    TcbInfoParser.MEMBERS,
                    TcbInfoParser::parse));
    qeIdentity =
        attempt(
            RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT,
            "QE identity",
            () ->
                content(
                    collateral.qeIdentity,
                    SignedJson.ENCLAVE_IDENTITY,
                    SignedContent::plainQeIdentity,
                    QeIdentityParser.MEMBERS,
                    QeIdentityParser::parse));
    qeIdentityChain = chain("QE identity issuer chain", collateral.qeIdentityIssuerChain, known);
    tcbInfoChain = chain("TCB info issuer chain", collateral.tcbInfoIssuerChain, known);
    pckCrlIssuerChain = chain("PCK CRL issuer chain", collateral.pckCrlIssuerChain, known);
    rootCrl = crl("Root CA CRL", collateral.rootCaCrl);
    pckCrl = crl("PCK CRL", collateral.pckCrl);
  }

  /** Parses each document. */
  public static CollateralDocuments parse(Collateral collateral) {
    return parse(collateral, new KnownCertificates().forOneVerification());
  }

  /** The same, taking certificates that were met before as they were parsed then. */
  static CollateralDocuments parse(Collateral collateral, KnownCertificates known) {
    return new CollateralDocuments(collateral, known);
  }

  /** All documents together, or the first in Intel's order that cannot be parsed. */
  public Outcome<ParsedCollateral> complete() {
    List<Outcome<?>> inOrder =
        List.of(
            tcbInfo, qeIdentity, qeIdentityChain, tcbInfoChain, pckCrlIssuerChain, rootCrl, pckCrl);
    for (Outcome<?> document : inOrder) {
      Rejection rejection = document.rejectionOrNull();
      if (rejection != null) {
        return new Outcome.Failed<>(rejection);
      }
    }
    return Outcome.passed(
        new ParsedCollateral(
            tcbInfo.orElseThrow().with(tcbInfoChain.orElseThrow()),
            qeIdentity.orElseThrow().with(qeIdentityChain.orElseThrow()),
            pckCrlIssuerChain.orElseThrow(),
            rootCrl.orElseThrow(),
            pckCrl.orElseThrow()));
  }

  /** Every check that needs no quote: syntax of each document, signing chains, signatures. */
  public void checkAll(TrustAnchor anchor, EcdsaP256 engine, Consumer<CheckResult> results) {
    parsed(tcbInfo, RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, results);
    parsed(qeIdentity, RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT, results);
    parsed(qeIdentityChain, RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT, results);
    parsed(tcbInfoChain, RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT, results);
    parsed(pckCrlIssuerChain, RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT, results);
    parsed(rootCrl, RejectReason.CRL_UNSUPPORTED_FORMAT, results);
    parsed(pckCrl, RejectReason.CRL_UNSUPPORTED_FORMAT, results);
    signing(SigningChecks.TCB_INFO, tcbInfo, tcbInfoChain, anchor, engine, results);
    signing(SigningChecks.QE_IDENTITY, qeIdentity, qeIdentityChain, anchor, engine, results);
  }

  private <T> void signing(
      CheckList<SigningChecks> checks,
      Outcome<SignedContent<T>> content,
      Outcome<SigningChain> chain,
      TrustAnchor anchor,
      EcdsaP256 engine,
      Consumer<CheckResult> results) {
    Outcome<SignedDocument<T>> document =
        content.then(c -> chain.then(parsed -> Outcome.passed(c.with(parsed))));
    document
        .toOptional()
        .ifPresentOrElse(
            signed ->
                checks.all(
                    SigningChecks.ofText(signed.text(), valueOrNull(rootCrl), anchor, engine),
                    results),
            () -> checks.none(results));
  }

  /**
   * Every check of a quote's chain under this collateral: dates, names, signatures, revocation, and
   * one root for all chains.
   *
   * @param chain null if it could not be parsed, which leaves its checks unevaluated
   */
  public void checkChain(
      @Nullable AnchoredPckChain chain, EcdsaP256 engine, Consumer<CheckResult> results) {
    Optional<ParsedCollateral> parsed = complete().toOptional();
    if (chain != null && parsed.isPresent()) {
      Rejection rejection = parsed.get().checkDates(chain.chain());
      Problem problem = rejection == null ? null : rejection.problem();
      results.accept(CheckResult.of(RejectReason.DATE_UNEXPECTED, problem));
    }
    if (chain == null) {
      PckChainChecks.CHECKS.none(results);
    } else {
      PckChainChecks.CHECKS.all(
          new PckChainChecks(chain, valueOrNull(rootCrl), valueOrNull(pckCrl), engine), results);
    }
    SameRootChecks.CHECKS.all(
        new SameRootChecks(chain, valueOrNull(tcbInfoChain), valueOrNull(qeIdentityChain)),
        results);
  }

  private static <T> @Nullable T valueOrNull(Outcome<T> outcome) {
    return outcome.toOptional().orElse(null);
  }

  private static void parsed(
      Outcome<?> outcome, RejectReason reason, Consumer<CheckResult> results) {
    Rejection rejection = outcome.rejectionOrNull();
    Problem problem = rejection == null ? null : rejection.problem();
    results.accept(CheckResult.of(reason, problem));
  }

  private static Outcome<SigningChain> chain(String document, byte[] pem, KnownCertificates known) {
    return attempt(
        RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT,
        document,
        () -> SigningChain.parse(pem, known));
  }

  private static Outcome<Crl> crl(String document, byte[] crl) {
    return attempt(RejectReason.CRL_UNSUPPORTED_FORMAT, document, () -> Crl.parse(crl));
  }

  private static <T> SignedContent<T> content(
      byte[] envelope, String member, Plain<T> plainReader, Set<String> known, Reader<T> reader)
      throws JsonFormatException {
    SignedContent<T> plain = plainReader.readOrNull(envelope);
    if (plain != null) {
      return plain;
    }
    SignedJson json = SignedJson.parse(envelope, member, known);
    return new SignedContent<>(reader.read(json.body()), json.digest(), json.signature());
  }

  private static <T> Outcome<T> attempt(RejectReason reason, String document, Parse<T> parse) {
    try {
      return Outcome.passed(parse.parse());
    } catch (JsonFormatException e) {
      return Outcome.failed(reason, document + ": " + e.problem());
    } catch (PkiFormatException e) {
      return Outcome.failed(reason, document + ": " + e.problem());
    }
  }

  @FunctionalInterface
  private interface Parse<T> {
    T parse() throws JsonFormatException, PkiFormatException;
  }

  @FunctionalInterface
  private interface Plain<T> {
    @Nullable SignedContent<T> readOrNull(byte[] envelope);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(JsonObject body) throws JsonFormatException;
  }
}
