package io.github.quotary.service.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The fleet whose quotes are verified, and those who are not of it. Not thread-safe. */
final class Inputs {
  private static final int HOSTS = 6;
  private static final QuoteShape[] SHAPES = {QuoteShape.V4_TDX, QuoteShape.V3_SGX};

  private final FakePcs pcs;
  private final Random random;
  private final List<Scenario> hosts = new ArrayList<>();
  private final List<Collateral> first = new ArrayList<>();
  private final List<Collateral> latest = new ArrayList<>();
  private long issues;

  Inputs(FakePcs pcs, Random random) {
    this.pcs = pcs;
    this.random = random;
    for (int i = 0; i < HOSTS; i++) {
      String fmspc = String.format("0000000000%02x", i);
      Scenario host =
          Scenario.upToDate(SHAPES[i % SHAPES.length]).withPlatform(p -> p.withFmspc(fmspc));
      hosts.add(host);
      Collateral set = collateral(pcs.evidence(host));
      first.add(set);
      latest.add(set);
    }
    publish();
  }

  private static Collateral collateral(Evidence evidence) {
    return Collateral.fromJson(evidence.collateralJson().getBytes(UTF_8));
  }

  /** All platforms are known to the service, as they were last. */
  void publish() {
    hosts.forEach(pcs::publish);
  }

  /** The next issue of one platform's TCB info comes out. */
  void replace() {
    issues++;
    int i = (int) (issues % HOSTS);
    long seconds = issues;
    Scenario host =
        hosts
            .get(i)
            .withTcbInfo(info -> info.withIssueDate(Scenario.upToDate().at().plusSeconds(seconds)));
    hosts.set(i, host);
    latest.set(i, collateral(pcs.evidence(host)));
    pcs.publish(host);
  }

  /** Good quotes, quotes with a bit changed, half quotes, and noise. */
  Input next() {
    int i = random.nextInt(HOSTS);
    byte[] quote = pcs.evidence(hosts.get(i)).quote();
    switch (random.nextInt(8)) {
      case 0 -> quote[random.nextInt(quote.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> quote = java.util.Arrays.copyOf(quote, 1 + random.nextInt(quote.length - 1));
      case 2 -> {
        byte[] noise = new byte[1 + random.nextInt(9000)];
        random.nextBytes(noise);
        // As raw quotes begin, so that it is read as one.
        System.arraycopy(quote, 0, noise, 0, Math.min(noise.length, 4 + random.nextInt(60)));
        quote = noise;
      }
      default -> {}
    }
    return new Input(quote, first.get(i), latest.get(i));
  }
}
