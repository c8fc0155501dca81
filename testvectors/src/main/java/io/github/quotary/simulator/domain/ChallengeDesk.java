package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.domain.server.Reply;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers challenges: {@code GET /evidences/challenge?nonce=<hex>}, 16 to 64 octets, gets {@code
 * {"version":1,"statement":"<text>","quote":{...}}}. The quote's report data are SHA-512 of {@code
 * quotary-domain-challenge:} and the statement.
 */
final class ChallengeDesk {
  static final String PATH = "/evidences/challenge";

  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern ASKED =
      Pattern.compile(Pattern.quote(PATH) + "\\?nonce=((?:[0-9A-Fa-f]{2}){16,64})");
  private static final String EARLIER = "5e".repeat(32);
  private static final String TAG = "quotary-domain-challenge:";

  private final DomainLaboratory laboratory;
  private final CustomPlan plan;
  private final byte[] publicKeyDer;
  private final byte[] certificateDer;
  private final byte[] manifest;

  /** Of a site that serves this certificate to the host, and this manifest. */
  ChallengeDesk(
      DomainLaboratory laboratory,
      CustomPlan plan,
      byte[] publicKeyDer,
      byte[] certificateDer,
      byte[] manifest) {
    this.laboratory = laboratory;
    this.plan = plan;
    this.publicKeyDer = publicKeyDer.clone();
    this.certificateDer = certificateDer.clone();
    this.manifest = manifest.clone();
  }

  /** The answer to a request target that begins with {@link #PATH}. */
  Reply answer(String target) {
    Matcher asked = ASKED.matcher(target);
    return switch (plan.challenge()) {
      case NOT_OFFERED -> Reply.empty(404);
      case PAGE -> Reply.ok("text/html", utf8("<html>welcome</html>"));
      case BUSY -> Reply.text("later\n").withStatus(429).withHeader("Retry-After: 1");
      default ->
          asked.matches()
              ? answerTo(asked.group(1).toLowerCase(Locale.ROOT))
              : Reply.text("a nonce of 16 to 64 octets\n").withStatus(400);
    };
  }

  private Reply answerTo(String nonce) {
    String right = statement(nonce);
    return switch (plan.challenge()) {
      case QUOTE_ONLY ->
          reply(right, Json.object(j -> j.writeStringField("quote", HEX.formatHex(quote(right)))));
      case WRONG_NONCE ->
          quoted(statement((nonce.startsWith("0") ? "1" : "0") + nonce.substring(1)));
      case REPLAYED -> quoted(statement(EARLIER));
      case RELABELLED -> reply(right, answer(reportData(statement(EARLIER))).getQuoteJson());
      case OTHER_APP ->
          quotedBy(right, w -> w.withApp(a -> a.withComposeFile(a.composeFile() + "\n")));
      case OTHER_INSTANCE ->
          quotedBy(right, w -> w.withApp(a -> a.withInstanceId("1d".repeat(20))));
      case FOREIGN_QUOTE -> quotedBy(right, w -> w.withSeed(1));
      case WITHOUT_TAG -> reply(right, answer(Digests.sha512(utf8(right))).getQuoteJson());
      case MANIFESTS_REPORT_DATA ->
          reply(right, answer(ReportDataOf.manifest(utf8(right))).getQuoteJson());
      case MEMBER_TWICE -> quoted(right.replace("\"nonce\"", "\"version\":1,\"nonce\""));
      case UNKNOWN_MEMBER -> quoted(right.replace("\"nonce\"", "\"note\":\"\",\"nonce\""));
      case OTHER_JSON -> Reply.json("{\"status\":\"ok\"}");
      case GARBAGE -> Reply.ok("application/octet-stream", utf8("{\u0000\u0001garbage"));
      default -> quoted(right);
    };
  }

  /** The statement, with the part of it that this deployment gets wrong. */
  private String statement(String nonce) {
    boolean otherNames = plan.challenge() == ChallengeConduct.OTHER_NAMES;
    List<String> names =
        otherNames ? List.of("other.example.org") : List.copyOf(new TreeSet<>(plan.domains()));
    return Json.object(
        json -> {
          json.writeStringField("type", "quotary-domain-challenge");
          json.writeNumberField("version", 1);
          json.writeArrayFieldStart("names");
          for (String name : names) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeStringField(
              "account", plan.accountUri() + marked(ChallengeConduct.OTHER_ACCOUNT));
          json.writeStringField("spkiSha256", sha256(publicKeyDer, ChallengeConduct.OTHER_KEY));
          json.writeStringField("certificateSha256", HEX.formatHex(Digests.sha256(certificateDer)));
          json.writeStringField(
              "manifestSha256", sha256(manifest, ChallengeConduct.OTHER_MANIFEST));
          json.writeStringField("time", time());
          json.writeStringField("nonce", nonce);
        });
  }

  private String time() {
    boolean late = plan.challenge() == ChallengeConduct.LATE_CLOCK;
    return plan.workload().platform().at().minusSeconds(late ? 3600 : 0).toString();
  }

  private String sha256(byte[] octets, ChallengeConduct wrong) {
    return HEX.formatHex(Digests.sha256(octets, utf8(marked(wrong))));
  }

  private String marked(ChallengeConduct wrong) {
    return plan.challenge() == wrong ? "1" : "";
  }

  private Reply quoted(String statement) {
    return reply(statement, answer(reportData(statement)).getQuoteJson());
  }

  private Reply quotedBy(String statement, UnaryOperator<Workload> other) {
    return reply(
        statement,
        laboratory.quote(other.apply(plan.workload()), reportData(statement)).getQuoteJson());
  }

  private byte[] quote(String statement) {
    return answer(reportData(statement)).quote();
  }

  private QuoteAnswer answer(byte[] reportData) {
    return laboratory.quote(plan.workload(), reportData);
  }

  private static Reply reply(String statement, String quoteJson) {
    return Reply.json(
            Json.object(
                json -> {
                  json.writeNumberField("version", 1);
                  json.writeStringField("statement", statement);
                  json.writeFieldName("quote");
                  json.writeRawValue(quoteJson);
                }))
        .withHeader("Cache-Control: no-store");
  }

  private static byte[] reportData(String statement) {
    return Digests.sha512(utf8(TAG), utf8(statement));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
