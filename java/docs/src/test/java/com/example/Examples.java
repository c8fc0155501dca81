package com.example;

import io.github.quotary.challenge.Challenge;
import io.github.quotary.challenge.ChallengeStore;
import io.github.quotary.challenge.MemoryChallengeStore;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.ComposeFile;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.ProvenEvent;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchSummary;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lines that the guides show. */
final class Examples {
  private Examples() {}

  static ChallengeStore challenges() {
    ChallengeStore challenges =
        new MemoryChallengeStore(Duration.ofMinutes(2), 10_000, Clock.systemUTC());

    return challenges;
  }

  static Answer<TeeQuote> guest(byte[] nonce, byte[] guestKey) {
    byte[] reportData = Challenge.of("payments/v1", nonce).reportData(guestKey);
    QuoteProvider provider = QuoteDetection.run().provider().orElseThrow();
    Answer<TeeQuote> answer = provider.quote(reportData);

    return answer;
  }

  static Verifier ofFile(Path file, Verifier verifier) throws IOException {
    QuotePolicy policy = QuotePolicy.fromJson(Files.readAllBytes(file));
    Verifier strict = verifier.withPolicy(policy); // with the same cache

    return strict;
  }

  static VerificationResult offline(Verifier verifier, byte[] quote) throws IOException {
    Collateral collateral = Collateral.fromJson(Files.readAllBytes(Path.of("collateral.json")));
    VerificationResult result = verifier.verify(quote, collateral, Instant.now());

    return result;
  }

  static BatchSummary batch(
      Verifier verifier,
      Executor pool,
      Stream<ByteBuffer> quotes,
      Collateral collateral,
      Instant at,
      Consumer<String> sink) {
    BatchSummary summary =
        BatchVerifier.builder(verifier)
            .executor(pool, 2)
            .build()
            .verify(
                quotes.map(quote -> BatchQuote.of(quote, collateral, at)),
                (index, quote, result) -> sink.accept(index + " " + result.verdict()));

    return summary;
  }

  static Verifier accelerated(QuotePolicy policy) {
    EcdsaP256 engine =
        EcdsaP256.accelerated("native") instanceof EngineAvailability.Available available
            ? available.engine()
            : EcdsaP256.java();
    Verifier verifier = Verifier.builder().engine(engine).policy(policy).build();

    return verifier;
  }

  static EcdsaP256 forManyHosts() {
    EcdsaP256 engine = EcdsaP256.java(EcdsaP256.tableBytes(100_000)); // 455 MiB

    return engine;
  }

  static boolean isMine(
      EventLog ccel, EventLog log, VerificationResult.Verified verified, byte[] compose) {
    RtmrComparison comparison = RtmrReplay.of(ccel, log).compare(verified);
    for (ProvenEvent event : comparison.proven(Rtmr.RTMR3)) { // the only way to a payload as a fact
      System.out.println(event.name() + " " + HexFormat.of().formatHex(event.payloadBytes()));
    }
    if (SystemEvents.read(comparison) instanceof Reading.Read<SystemEvents> events) {
      AppIdentity app = events.value().identity(); // app id, compose hash, key provider, ...
      return ComposeFile.of(compose).isOf(app); // the exact bytes
    }
    return false;
  }
}
