package com.example;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.QuoteParse;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lines that the Javadoc of the main types shows. */
final class JavadocExamples {
  private JavadocExamples() {}

  static Measurement claimed(byte[] bytes) {
    if (Quote.tryParse(ByteBuffer.wrap(bytes)) instanceof QuoteParse.Parsed parsed
        && parsed.quote().body() instanceof TdReport report) {
      return report.mrTd(); // what the quote claims: not verified
    }
    throw new AssertionError("not a quote of a TD");
  }

  static QuotePolicy policy(Measurement mrTd) {
    QuotePolicy policy =
        QuotePolicy.builder()
            .accept(PolicyField.MR_TD, mrTd)
            .acceptTcbStatus(TcbStatus.SW_HARDENING_NEEDED)
            .outOfDateGrace(Duration.ofDays(30))
            .build();

    return policy;
  }

  static VerificationResult fromFile(Verifier verifier, byte[] quote, Instant at)
      throws IOException {
    Collateral collateral = Collateral.fromJson(Files.readAllBytes(Path.of("collateral.json")));
    VerificationResult result = verifier.verify(quote, collateral, at);

    return result;
  }

  static List<ProvenEvent> proven(EventLog ccel, EventLog runtime, Verified verified) {
    RtmrComparison comparison = RtmrReplay.of(ccel, runtime).compare(verified);
    List<ProvenEvent> events = comparison.proven(Rtmr.RTMR3);

    return events;
  }

  static VerificationResult ofAnyForm(
      Verifier verifier, byte[] bytes, Collateral collateral, Instant at) {
    if (EvidenceReader.read(bytes).oneQuote() instanceof Reading.Found found) {
      FoundQuote quote = found.quotes().get(0);
      VerificationResult result = verifier.verify(quote.bytes(), collateral, at);
      return InputChecks.of(result, quote.bindings(), found.logs()).result();
    }
    throw new AssertionError("not read");
  }

  static DomainReport custom(DomainPolicy policy, Path file, Instant at) throws Exception {
    DomainEvidence evidence = CaptureBundle.read(file);
    CustomDomainVerifier verifier = new CustomDomainVerifier(DomainJudge.of(policy));
    DomainReport report = verifier.verify(DnsName.parse("app.example.com"), evidence, at);

    return report;
  }

  static DomainReport gateway(DomainPolicy policy, Path file, Instant at) throws Exception {
    DnsName name = DnsName.parse("gateway.apps.example.net");
    DomainEvidence evidence = CaptureBundle.read(file);
    GatewayVerifier verifier = new GatewayVerifier(DomainJudge.of(policy));
    DomainReport report =
        verifier.verify(new GatewayHost.Gateway(name, "apps.example.net"), evidence, at);

    return report;
  }

  static PcsClient client() {
    PcsClient client = PcsClient.builder().endpoint(PcsEndpoint.intel()).build();

    return client;
  }

  static HttpClient tls(Verifier verifier) {
    AttestedTrustManager trust = AttestedTrustManager.builder(verifier).build();
    HttpClient client = HttpClient.newBuilder().sslContext(AttestedTls.client(trust)).build();

    return client;
  }
}
