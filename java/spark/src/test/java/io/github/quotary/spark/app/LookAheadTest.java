package io.github.quotary.spark.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pcs.lookahead.LookAhead;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.RunsOnSpark;
import io.github.quotary.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts fall out of date with the next data set, and by what. */
@RunsOnSpark
class LookAheadTest {
  private static final long SEED = 3;

  /** Up to date now. */
  private static final Scenario PLATFORM = Scenario.upToDate();

  /** The data set that is published, and not yet in force: its first level asks for more. */
  private static final Scenario NEXT =
      PLATFORM
          .withTcbInfo(
              info ->
                  info.withEvaluationNumber(21)
                      .mapLevels(
                          level ->
                              level.status().equals("UpToDate")
                                  ? level
                                      .withStatus("OutOfDate")
                                      .withDate(Instant.parse("2026-06-09T00:00:00Z"))
                                  : level))
          .withQeIdentity(identity -> identity.withEvaluationNumber(21));

  @TempDir Path folder;

  private Path bundle(FakePcs pcs) throws IOException {
    TrustAnchor anchor = TrustAnchor.of(pcs.evidence(PLATFORM).rootPem().getBytes(UTF_8));
    PcsClient client =
        PcsClient.builder()
            .endpoint(PcsEndpoint.of(pcs.base()))
            .trustAnchor(anchor)
            .clock(Clock.fixed(PLATFORM.at(), ZoneOffset.UTC))
            .build();
    try (CachingCollateralSource source = CachingCollateralSource.builder(client).build()) {
      Verifier verifier =
          Verifier.builder()
              .policy(QuotePolicy.builder().waiveIdentity().build())
              .trustAnchor(anchor)
              .collateralSource(source)
              .build();
      ByteBuffer quote = ByteBuffer.wrap(pcs.evidence(PLATFORM).quote());
      assertTrue(verifier.verify(quote, PLATFORM.at()).isTrusted());
      assertTrue(!new LookAhead(source, verifier).forecasts(quote, PLATFORM.at()).isEmpty());
      return Files.write(
          folder.resolve("bundle.json"),
          CollateralBundle.of(
                  PLATFORM.at(),
                  source.cachedDocuments().stream().map(TrustedDocument::received).toList())
              .toJson());
    }
  }

  @Test
  void theSummaryTellsWhichHostsFallOutOfDate() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path lines = folder.resolve("quotes.ndjson");
    int code;
    try (FakePcs pcs = FakePcs.seeded(SEED).platform(PLATFORM).otherDataSet(NEXT).start()) {
      String quote = Base64.getEncoder().encodeToString(pcs.evidence(PLATFORM).quote());
      Files.write(
          lines,
          List.of(
              "{\"id\":\"a\",\"quote\":\"" + quote + "\"}",
              "{\"id\":\"b\",\"quote\":\"" + quote + "\"}",
              "{\"id\":\"c\",\"quote\":\"" + quote.substring(0, 400) + "\"}"));
      code =
          VerifyApplication.run(
              LocalSpark.session(),
              Arguments.parse(
                  lines.toString(),
                  "--look-ahead",
                  "--any-td",
                  "--out",
                  folder.resolve("verdicts").toString(),
                  "--collateral",
                  bundle(pcs).toString(),
                  "--trust-anchor",
                  Files.writeString(folder.resolve("root.pem"), pcs.evidence(PLATFORM).rootPem())
                      .toString(),
                  "--at",
                  PLATFORM.at().toString()),
              new PrintStream(err, true, UTF_8));
    }

    String summary = err.toString(UTF_8);
    assertEquals(30, code, summary);
    String fallen =
        "evaluation data number 21: FMSPC 30a06d050000, 2 rows from UpToDate to OutOfDate: ";
    assertTrue(summary.contains("Look ahead\n"), summary);
    assertTrue(summary.contains(fallen), summary);
    List<Row> forecasts =
        LocalSpark.session()
            .read()
            .parquet(folder.resolve("verdicts").toString())
            .orderBy("id")
            .selectExpr("id", "tcb_status", "forecasts[0].tcb_status", "size(forecasts)")
            .collectAsList();
    assertEquals("UpToDate", forecasts.get(0).getString(1));
    assertEquals("OutOfDate", forecasts.get(0).getString(2));
    assertTrue(forecasts.get(2).isNullAt(2), forecasts::toString);
  }
}
