package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EngineAvailability.Available;
import io.github.quotary.crypto.EngineAvailability.NotAvailable;
import io.github.quotary.crypto.EngineAvailability.PassedOver;
import io.github.quotary.crypto.P256Accelerator.Tier;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tier answers, and what is said of the others. */
class AcceleratorsTest {
  private static final Tier ABSENT = new Tier.NotAvailable("fake:8", "no such instructions");
  private static final Tier RIGHT = new Tier.Available("fake:2", new FakeLanes("fake:2", -1));

  /** Wrong in one lane of four, and only for signatures that it should refuse. */
  private static final Tier WRONG = new Tier.Available("fake:4", new FakeLanes("fake:4", 3));

  /** Bouncy Castle behind the interface of lanes. */
  private record FakeLanes(String name, int wrongLane) implements P256Lanes {
    @Override
    public long tableBytes(TableSize size) {
      return 100;
    }

    @Override
    public Tables tables(long maxBytes) {
      return (xy, size) -> () -> size;
    }

    @Override
    public Workspace workspace(int capacity) {
      return new FakeWorkspace(capacity, wrongLane);
    }
  }

  private static final class FakeWorkspace implements P256Lanes.Workspace {
    private final int wrongLane;
    private final P256Batch batch;

    FakeWorkspace(int capacity, int wrongLane) {
      batch = new P256Batch(capacity);
      this.wrongLane = wrongLane;
    }

    @Override
    public int capacity() {
      return batch.capacity();
    }

    @Override
    public void clear() {
      batch.clear();
    }

    @Override
    public void add(
        byte[] xy,
        P256Lanes.@Nullable Table table,
        byte[] digest,
        int digestAt,
        byte[] signature,
        int signatureAt) {
      batch.add(
          P256PublicKey.ofRaw(java.nio.ByteBuffer.wrap(xy)).orElseThrow(),
          digest,
          digestAt,
          signature,
          signatureAt);
    }

    @Override
    public void verify() {
      EcdsaP256.bouncyCastle().verifyAll(batch);
    }

    @Override
    public boolean isVerified(int index) {
      return batch.isVerified(index) || index % 4 == wrongLane;
    }
  }

  @Test
  void theFirstUsableTierIsTakenAndTheOthersAreNamed() {
    Available found = (Available) Accelerators.engine(List.of(ABSENT, RIGHT), "fake", 1 << 20);
    assertEquals("fake:2", found.engine().name());
    assertEquals(List.of(new PassedOver("fake:8", "no such instructions")), found.passedOver());
  }

  @Test
  void aTierThatFailsTheSelfTestIsPassedOver() {
    Available found = (Available) Accelerators.engine(List.of(WRONG, RIGHT), "fake", 1 << 20);
    assertEquals("fake:2", found.engine().name());
    String reason = found.passedOver().get(0).reason();
    assertTrue(reason.startsWith("it fails the self-test: it took "), reason);
  }

  @Test
  void aTierIsTakenByItsNameAloneOrNotAtAll() {
    List<Tier> tiers = List.of(ABSENT, WRONG, RIGHT);
    assertTrue(Accelerators.engine(tiers, "fake:2", 0) instanceof Available);
    NotAvailable wrong = (NotAvailable) Accelerators.engine(tiers, "fake:4", 0);
    assertTrue(wrong.reason().startsWith("fake:4: it fails the self-test"), wrong.reason());
    assertThrows(IllegalArgumentException.class, () -> EcdsaP256.accelerated("fake", -1));
  }

  @Test
  void aNameThatIsNoneIsAnsweredWithThoseThatAre() {
    List<Tier> tiers = List.of(ABSENT, RIGHT);
    assertEquals(
        "'fake:bogus' is not an engine; those here are fake:8, fake:2",
        ((NotAvailable) Accelerators.engine(tiers, "fake:bogus", 0)).reason());
    assertEquals(
        "No engine native:avx2 is available: it needs the module quotary-native in the class path or"
            + " module path",
        ((NotAvailable) Accelerators.engine(tiers, "native:avx2", 0)).reason());
    for (String name : List.of("fak", "", "fakes:2")) {
      String reason = ((NotAvailable) Accelerators.engine(tiers, name, 0)).reason();
      assertTrue(reason.startsWith("'" + name + "' is not an accelerator"), reason);
    }
  }

  /** The reason stands under the accelerator's own name then, and holds for each of its tiers. */
  @Test
  void aTierOfAnAcceleratorThatCannotBeLoadedHasItsReason() {
    List<Tier> tiers = List.of(new Tier.NotAvailable("fake", "no such file"));
    for (String name : List.of("fake", "fake:2")) {
      assertEquals(
          "fake: no such file", ((NotAvailable) Accelerators.engine(tiers, name, 0)).reason());
    }
  }

  /** Such as one of another version of this library. */
  @Test
  void anAcceleratorThatCannotBeLoadedIsSaidToBeUnavailable(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(P256Accelerator.class.getName()), "none.Such");
    List<URL> path = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(each).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(path.toArray(new URL[0]), platform)) {
      Class<?> engines = loader.loadClass(EcdsaP256.class.getName());
      Object found = engines.getMethod("accelerated", String.class).invoke(null, "accelerator");
      assertTrue(found.toString().contains("none.Such not found"), found.toString());
    }
  }

  @Test
  void anEngineIsPrintedByItsName() {
    Available found = (Available) Accelerators.engine(List.of(RIGHT), "fake", 1 << 20);
    assertEquals("fake:2", found.engine().toString());
    assertEquals(EcdsaP256.java().name(), EcdsaP256.java().toString());
  }

  @Test
  void withoutAnAcceleratorThereIsNone() {
    // The core's own tests have none on their class path; those of the module with one run these
    // too.
    if (Accelerators.tiers().isEmpty()) {
      assertFalse(EcdsaP256.accelerated("native") instanceof Available);
    } else {
      assertTrue(EcdsaP256.accelerated("native") instanceof Available);
    }
  }
}
