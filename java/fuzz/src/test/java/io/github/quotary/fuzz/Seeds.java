package io.github.quotary.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What targets start from: the simulator's evidence, and the files of the test vectors. The same
 * bytes each time.
 */
public final class Seeds {
  private static final Path VECTORS = Path.of("../../testvectors/vectors");
  private static final Simulator SIMULATOR = Simulator.seeded(2026);
  private static final Map<QuoteShape, Evidence> EVIDENCE = new ConcurrentHashMap<>();

  private Seeds() {}

  /** Sound evidence about an up-to-date platform. */
  public static Evidence evidence(QuoteShape shape) {
    return EVIDENCE.computeIfAbsent(shape, key -> SIMULATOR.evidence(Scenario.upToDate(key)));
  }

  /** Sound evidence about a TDX platform, with a quote of version 4. */
  public static Evidence evidence() {
    return evidence(QuoteShape.V4_TDX);
  }

  /** The laboratory of all sites. */
  public static DomainLaboratory laboratory() {
    return Laboratory.SHARED;
  }

  /** Made when a target asks for it. */
  private static final class Laboratory {
    static final DomainLaboratory SHARED = DomainLaboratory.seeded(7);
  }

  /** What a gateway shows. */
  public static DomainSite gateway() {
    return laboratory().gateway(GatewayPlan.of("example.com"));
  }

  /** What a custom domain shows. */
  public static DomainSite custom() {
    return laboratory().custom(CustomPlan.of("app.example.com"));
  }

  /** A file of a test vector. */
  public static byte[] vector(String name, String file) {
    try {
      return Files.readAllBytes(VECTORS.resolve(name).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text in UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** The parts, one after the other. */
  public static byte[] join(byte[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] joined = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** An input for the reader of this number, of a target that has several. */
  public static byte[] forReader(int number, byte[] input) {
    return join(new byte[] {(byte) number}, input);
  }

  /** The same. */
  public static byte[] forReader(int number, String input) {
    return forReader(number, utf8(input));
  }

  /** The number of the reader that an input is for, below this count. */
  public static int reader(byte[] input, int count) {
    return input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]) % count;
  }

  /** What the reader gets. */
  public static byte[] rest(byte[] input) {
    return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
  }

  /** All shapes. */
  public static List<QuoteShape> shapes() {
    return List.of(QuoteShape.values());
  }
}
