package io.github.quotary.p256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.crypto.P256Accelerator;
import io.github.quotary.crypto.P256Accelerator.Tier;
import io.github.quotary.crypto.P256Lanes;
import io.github.quotary.crypto.P256Lanes.Tables;
import io.github.quotary.crypto.P256Lanes.Workspace;
import io.github.quotary.crypto.TableSize;
import io.github.quotary.jni.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tiers there are and which is chosen; what memory tables may take. */
class NativeP256Test {
  private static final byte[] GENERATOR =
      HexFormat.of()
          .parseHex(
              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                  + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "LEFT OUT: there is no /usr/bin/gcc");
  }

  private static List<Tier> tiers(String without) {
    return NativeP256.find(NativeLibrary.load(), without);
  }

  private static P256Lanes portable() {
    return tiers("").stream()
        .filter(tier -> tier.name().equals("native:portable"))
        .map(tier -> ((Tier.Available) tier).lanes())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isFoundAndHasATierForEveryMachine() {
    assertTrue(
        ServiceLoader.load(P256Accelerator.class).stream()
            .anyMatch(provider -> provider.type().equals(NativeP256.class)));
    List<Tier> tiers = tiers("");
    Tier last = tiers.get(tiers.size() - 1);
    assertEquals("native:portable", last.name());
    assertTrue(last instanceof Tier.Available);
  }

  @Test
  void theFastestTierHereIsChosenAndSaysWhatWasPassedOver() {
    Tier fastest =
        tiers("").stream().filter(Tier.Available.class::isInstance).findFirst().orElseThrow();
    EngineAvailability.Available chosen =
        (EngineAvailability.Available) EcdsaP256.accelerated("native");
    assertEquals(fastest.name(), chosen.engine().name());
    for (Tier tier : tiers("")) {
      boolean faster = tiers("").indexOf(tier) < tiers("").indexOf(fastest);
      boolean passedOver =
          chosen.passedOver().stream().anyMatch(each -> each.tier().equals(tier.name()));
      assertEquals(faster, passedOver, tier.name());
    }
  }

  @Test
  void aTierCanBeLeftOut() {
    for (Tier tier : tiers("avx512, avx2 ,mulx")) {
      assertEquals(tier.name().equals("native:portable"), tier instanceof Tier.Available);
      if (tier instanceof Tier.NotAvailable left) {
        assertEquals("left out by quotary.p256.without", left.reason());
      }
    }
    Tier.NotAvailable misspelt = (Tier.NotAvailable) tiers("avx3").get(0);
    assertTrue(misspelt.reason().contains("'avx3'; name tiers as they are"), misspelt.reason());
  }

  @Test
  void withoutTheLibraryItSaysWhatToDo() {
    String missing =
        ((Tier.NotAvailable)
                NativeP256.find(
                        NativeLibrary.load(Optional.empty(), Optional.empty(), "Linux", "mips64"),
                        "")
                    .get(0))
            .reason();
    assertTrue(missing.contains("add the jar quotary-native with classifier linux-mips64"));
    Tier.NotAvailable elsewhere =
        (Tier.NotAvailable)
            NativeP256.find(
                    NativeLibrary.load(Optional.empty(), Optional.empty(), "Mac OS X", "aarch64"),
                    "")
                .get(0);
    assertTrue(elsewhere.reason().contains("Mac OS X on aarch64"), elsewhere.reason());
  }

  @Test
  void tablesKeepToTheirBudget() {
    P256Lanes lanes = portable();
    long large = lanes.tableBytes(TableSize.LARGE);
    Tables tables = lanes.tables(4 * large);
    Object[] held = new Object[6];
    for (int i = 0; i < held.length; i++) {
      held[i] = tables.table(GENERATOR, TableSize.LARGE);
      assertNotNull(held[i]);
    }
    assertNull(tables.table(GENERATOR, TableSize.LARGE), "a quarter and one more are the limit");
    assertEquals(6, held.length);
  }

  @Test
  void aKeyThatIsNoPointGetsNoTable() {
    byte[] wrong = GENERATOR.clone();
    wrong[63] ^= 1;
    Tables tables = portable().tables(1 << 20);
    assertThrows(IllegalArgumentException.class, () -> tables.table(wrong, TableSize.SMALL));
  }

  @Test
  void aWorkspaceTakesNoMoreThanItsCapacityAndNoTableOfAnotherTier() {
    List<P256Lanes> usable =
        tiers("").stream()
            .filter(Tier.Available.class::isInstance)
            .map(tier -> ((Tier.Available) tier).lanes())
            .toList();
    P256Lanes lanes = portable();
    Workspace workspace = lanes.workspace(2);
    byte[] zero = new byte[64];
    workspace.add(GENERATOR, null, zero, 0, zero, 0);
    workspace.add(GENERATOR, null, zero, 0, zero, 0);
    assertThrows(
        IndexOutOfBoundsException.class, () -> workspace.add(GENERATOR, null, zero, 0, zero, 0));
    workspace.verify();
    assertEquals(false, workspace.isVerified(1));
    assertThrows(IndexOutOfBoundsException.class, () -> workspace.isVerified(2));
    workspace.clear();
    P256Lanes.Table other = usable.get(0).tables(1 << 20).table(GENERATOR, TableSize.SMALL);
    if (usable.size() > 1) {
      assertThrows(
          IllegalArgumentException.class, () -> workspace.add(GENERATOR, other, zero, 0, zero, 0));
    }
  }
}
