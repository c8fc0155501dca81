package io.github.quotary.p256;

import io.github.quotary.crypto.P256Accelerator;
import io.github.quotary.jni.NativeLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link java.util.ServiceLoader} finds: the tiers of the C side, the fastest first. The
 * system property {@value #WITHOUT_PROPERTY} names tiers to leave out, separated by commas.
 */
public final class NativeP256 implements P256Accelerator {
  /** Tiers to leave out, such as {@code avx512,avx2}. */
  static final String WITHOUT_PROPERTY = "quotary.p256.without";

  private static final String NAME = "native";

  /** The C side's version and layouts; then the width of the generator's table and the tiers. */
  private static final int[] LAYOUT = {
    1,
    NativeWorkspace.JOB,
    NativeWorkspace.SIGNATURE,
    NativeWorkspace.DIGEST,
    NativeWorkspace.KEY,
    NativeWorkspace.TABLE,
    NativeWorkspace.VERIFIED
  };

  /** For the service loader. */
  public NativeP256() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Tier> tiers() {
    return Holder.TIERS;
  }

  private static final class Holder {
    static final List<Tier> TIERS =
        find(NativeLibrary.load(), System.getProperty(WITHOUT_PROPERTY, ""));
  }

  static List<Tier> find(NativeLibrary.Outcome outcome, String without) {
    if (outcome instanceof NativeLibrary.Outcome.Missing missing) {
      return List.of(new Tier.NotAvailable(NAME, missing.reason()));
    }
    if (outcome instanceof NativeLibrary.Outcome.Failed failed) {
      return List.of(new Tier.NotAvailable(NAME, failed.reason()));
    }
    int[] layout;
    try {
      layout = P256Native.layout();
    } catch (UnsatisfiedLinkError e) {
      return List.of(
          new Tier.NotAvailable(
              NAME, "The file is not Quotary's native library: " + e.getMessage()));
    }
    if (layout.length != LAYOUT.length + 2
        || !Arrays.equals(layout, 0, LAYOUT.length, LAYOUT, 0, LAYOUT.length)) {
      return List.of(
          new Tier.NotAvailable(
              NAME,
              "The native library does not match the Java classes: it reports "
                  + Arrays.toString(layout)
                  + "; use the jar of the same version"));
    }
    List<String> names = new ArrayList<>();
    for (int tier = 0; tier < layout[LAYOUT.length + 1]; tier++) {
      names.add(String.valueOf(P256Native.name(tier)));
    }
    List<String> leftOut =
        Arrays.stream(without.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (!names.containsAll(leftOut)) {
      return List.of(
          new Tier.NotAvailable(
              NAME,
              WITHOUT_PROPERTY
                  + " is '"
                  + without
                  + "'; name tiers as they are, separated by commas: "
                  + String.join(", ", names)));
    }
    List<Tier> tiers = new ArrayList<>();
    for (int tier = 0; tier < names.size(); tier++) {
      tiers.add(tier(tier, names.get(tier), layout[LAYOUT.length], leftOut));
    }
    return List.copyOf(tiers);
  }

  private static Tier tier(int tier, String shortName, int generatorWidth, List<String> leftOut) {
    String name = NAME + ":" + shortName;
    if (leftOut.contains(shortName)) {
      return new Tier.NotAvailable(name, "left out by " + WITHOUT_PROPERTY);
    }
    return P256Native.canRun(tier)
        ? new Tier.Available(name, new NativeLanes(tier, name, generatorWidth))
        : new Tier.NotAvailable(
            name, "this processor or system does not have the instructions that it needs");
  }
}
