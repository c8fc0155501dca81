package io.github.quotary.service.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.client.RetryPolicy;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.service.QuotaryService;
import io.github.quotary.service.ServiceParts;
import io.github.quotary.service.StandardPolicy;
import io.github.quotary.service.config.Listen;
import io.github.quotary.service.config.SettingsReader;
import io.github.quotary.service.dropin.DropIns;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A service and a batch on one source of collateral, which are asked in all weathers. Each verdict
 * must be the one that the same input has with one of the sets that were published, at the time of
 * the clock, or none for want of collateral where the weather is foul.
 */
final class SoakRun implements AutoCloseable {
  private static final int AT_A_TIME = 16;
  private static final String UNDECIDED = "undecided";

  /** A body that no reader takes for a quote. */
  private static final int UNPROCESSABLE = 422;

  private static final JsonMapper JSON = new JsonMapper();

  private final FakePcs pcs = FakePcs.seeded(7).start();
  private final SoakClock clock = new SoakClock(Scenario.upToDate().at());
  private final Inputs inputs;
  private final Disk disk;
  private final Verifier verifier;
  private final Verifier oracle;
  private final CachingCollateralSource source;
  private final QuotaryService service;
  private final ExecutorService refreshing = Executors.newSingleThreadExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Weather, Map<String, Long>> verdicts = new EnumMap<>(Weather.class);
  private final List<String> wrong = new ArrayList<>();

  /**
   * Starts both.
   *
   * @param folder for the cache
   * @param patience with the service of collateral
   */
  SoakRun(Path folder, Random random, Duration patience) throws IOException {
    inputs = new Inputs(pcs, random);
    disk = new Disk(folder);
    TrustAnchor anchor =
        TrustAnchor.of(pcs.evidence(Scenario.upToDate()).rootPem().getBytes(US_ASCII));
    PcsClient client =
        PcsClient.builder()
            .endpoint(PcsEndpoint.of(pcs.base()))
            .trustAnchor(anchor)
            .clock(clock)
            .timeout(patience)
            .retryPolicy(RetryPolicy.none())
            .pauseAfterOutage(Duration.ZERO)
            .build();
    source =
        CachingCollateralSource.builder(client)
            .store(folder.resolve("cache"))
            .listener(event -> {})
            .negativeLifetime(Duration.ofMillis(50))
            .retryInterval(Duration.ofMillis(50))
            .maxWait(patience)
            .newPlatformsPerMinute(Integer.MAX_VALUE)
            .build();
    oracle =
        Verifier.builder()
            .trustAnchor(anchor)
            .engine(EcdsaP256.bouncyCastle())
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .clock(clock)
            .build();
    verifier =
        Verifier.builder()
            .trustAnchor(anchor)
            .engine(EcdsaP256.java())
            .policy(oracle.policy())
            .collateralSource(source)
            .clock(clock)
            .build();
    service =
        QuotaryService.start(
            new ServiceParts(
                SettingsReader.defaults().listening(new Listen("127.0.0.1", 0)),
                SettingsReader::defaults,
                verifier,
                StandardPolicy.of(verifier.policy()),
                source,
                "a service that fails on demand",
                List::of,
                "quotary soak",
                clock,
                System::nanoTime,
                new SecureRandom(),
                notice -> {},
                List.of(new DropIns())));
  }

  /** So many inputs in this weather, by both; what was wrong is in {@link #wrong}. */
  void round(Weather weather, int count) throws IOException {
    pcs.heal();
    inputs.publish();
    disk.clear();
    if (weather == Weather.REPLACED) {
      inputs.replace();
    }
    if (weather == Weather.DISK_FULL) {
      disk.fill();
    }
    weather.begin(pcs);
    clock.jump(weather.clock());
    refreshing.execute(source::refreshDue);
    List<Input> round = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      round.add(inputs.next());
    }
    asked(weather, round);
    batch(weather, round);
    pcs.forgetRequests();
  }

  private void asked(Weather weather, List<Input> round) {
    Semaphore atATime = new Semaphore(AT_A_TIME);
    URI address = URI.create("http://127.0.0.1:" + service.port() + "/v1/verify");
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (Input input : round) {
      atATime.acquireUninterruptibly();
      answers.add(
          http.sendAsync(
                  HttpRequest.newBuilder(address)
                      .timeout(Duration.ofSeconds(60))
                      .POST(HttpRequest.BodyPublishers.ofByteArray(input.bytes()))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .whenComplete((answer, failure) -> atATime.release())
              .thenAccept(answer -> check(weather, input, key(answer)))
              .exceptionally(
                  failure -> {
                    note("no answer in " + weather + ": " + failure);
                    return null;
                  }));
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
  }

  private void batch(Weather weather, List<Input> round) {
    Instant at = clock.instant();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            round.stream().map(input -> new Input.InBatch(input, at)),
            (index, quote, result) -> check(weather, quote.input(), key(result)));
  }

  private void check(Weather weather, Input input, String verdict) {
    Set<String> allowed = new HashSet<>();
    for (Collateral set : input.published()) {
      allowed.add(key(oracle.verify(input.bytes(), set, clock.instant())));
    }
    // What is not read as a quote at all has the verdict that it had.
    boolean isUnread =
        verdict.equals("unread") && allowed.stream().allMatch(each -> each.startsWith("rejected"));
    boolean isForWant = verdict.startsWith(UNDECIDED) && !weather.isFair();
    if (!allowed.contains(verdict) && !isUnread && !isForWant) {
      note(weather + ": " + verdict + ", not " + allowed);
    }
    synchronized (verdicts) {
      verdicts
          .computeIfAbsent(weather, any -> new java.util.TreeMap<>())
          .merge(verdict.split(" ", 2)[0], 1L, Long::sum);
    }
  }

  private void note(String fault) {
    synchronized (wrong) {
      if (wrong.size() < 100) {
        wrong.add(fault);
      }
    }
  }

  private static String key(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == UNPROCESSABLE) {
      return "unread";
    }
    JsonNode json;
    try {
      json = JSON.readTree(answer.body());
    } catch (IOException e) {
      return "HTTP " + answer.statusCode();
    }
    return switch (json.path("outcome").asText()) {
      case "verified" ->
          "verified "
              + json.path("tcbStatus").asText()
              + ' '
              + json.path("trusted").asBoolean()
              + ' '
              + json.path("genuine").asBoolean();
      case "rejected" -> "rejected " + json.path("reject").path("reason").asText();
      case UNDECIDED -> UNDECIDED + ' ' + json.path("cause").asText();
      default -> "HTTP " + answer.statusCode() + ' ' + json;
    };
  }

  private static String key(VerificationResult result) {
    if (result instanceof Verified verified) {
      return "verified "
          + verified.tcb().status().intelName()
          + ' '
          + verified.isTrusted()
          + ' '
          + verified.isGenuine();
    }
    if (result instanceof Rejected rejected) {
      return "rejected " + rejected.reason().name();
    }
    return result instanceof Undecided undecided ? UNDECIDED + ' ' + undecided.cause() : "unknown";
  }

  /** What was not as it must be. */
  List<String> wrong() {
    synchronized (wrong) {
      return List.copyOf(wrong);
    }
  }

  /** How many verdicts of which kind there were. */
  Map<Weather, Map<String, Long>> verdicts() {
    return verdicts;
  }

  Disk disk() {
    return disk;
  }

  @Override
  public void close() throws IOException {
    service.close();
    refreshing.shutdownNow();
    source.close();
    pcs.close();
    disk.clear();
  }
}
