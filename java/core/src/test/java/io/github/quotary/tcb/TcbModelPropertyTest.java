package io.github.quotary.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.NaiveTcb;
import io.github.quotary.fixture.NaiveTcb.Level;
import io.github.quotary.fixture.NaiveTcb.Module;
import io.github.quotary.fixture.NaiveTcb.Platform;
import io.github.quotary.fixture.NaiveTcb.SvnLevel;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.TcbStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Both generations against a naive model of each, and what no evaluation may ever do. */
class TcbModelPropertyTest {
  /** Best first. */
  private static final List<String> PLATFORM_STATUSES =
      List.of(
          "UpToDate",
          "SWHardeningNeeded",
          "ConfigurationNeeded",
          "ConfigurationAndSWHardeningNeeded",
          "OutOfDate",
          "OutOfDateConfigurationNeeded",
          "Revoked");

  private static final List<String> QE_STATUSES = List.of("UpToDate", "OutOfDate", "Revoked");
  private static final List<String> MODULE_STATUSES =
      List.of("UpToDate", "OutOfDate", "Revoked", "Fine");

  /** Where a component can differ from zero: both ends, and what TEE_TCB_SVN gives a meaning. */
  private static final List<Integer> PLACES = List.of(0, 1, 2, 15);

  /** Documents and a platform. */
  record Model(NaiveTcb documents, Platform platform) {}

  /** Few values, so that levels and platforms meet; 128 and 255 do not fit a signed byte. */
  private static Arbitrary<Integer> svn() {
    return Arbitraries.of(0, 1, 2, 3, 128, 255);
  }

  private static Arbitrary<List<Integer>> components() {
    return svn().list().ofSize(PLACES.size()).map(TcbModelPropertyTest::sixteen);
  }

  /** TEE_TCB_SVN: a module version that has an identity, or none, or 0. */
  private static Arbitrary<List<Integer>> teeTcbSvn() {
    return Combinators.combine(components(), Arbitraries.of(0, 1, 1, 3, 10, 2))
        .as((svns, version) -> with(svns, 1, version));
  }

  private static List<Integer> sixteen(List<Integer> some) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(16, 0));
    for (int i = 0; i < PLACES.size(); i++) {
      all.set(PLACES.get(i), some.get(i));
    }
    return List.copyOf(all);
  }

  private static List<Integer> with(List<Integer> svns, int index, int value) {
    List<Integer> changed = new ArrayList<>(svns);
    changed.set(index, value);
    return List.copyOf(changed);
  }

  private static Arbitrary<List<SvnLevel>> svnLevels(List<String> statuses) {
    return Combinators.combine(svn(), Arbitraries.of(statuses))
        .as((svn, status) -> new SvnLevel(svn, status))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .uniqueElements(SvnLevel::svn);
  }

  private static Arbitrary<NaiveTcb> documents() {
    Arbitrary<Level> level =
        Combinators.combine(components(), svn(), components(), Arbitraries.of(PLATFORM_STATUSES))
            .as((sgx, pce, tdx, status) -> new Level(sgx, pce, tdx, status));
    Arbitrary<Module> module =
        Combinators.combine(
                Arbitraries.of("TDX_01", "tdx_01", "TDX_03", "TDX_0A"), svnLevels(MODULE_STATUSES))
            .as(Module::new);
    return Combinators.combine(
            level
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .uniqueElements(l -> List.of(l.sgx(), l.pceSvn(), l.tdx())),
            module.list().ofMaxSize(3),
            svnLevels(QE_STATUSES))
        .as(NaiveTcb::new);
  }

  @Provide
  Arbitrary<Model> models() {
    Arbitrary<Platform> platform =
        Combinators.combine(
                components(),
                svn(),
                svn(),
                teeTcbSvn().injectNull(0.2),
                teeTcbSvn().injectNull(0.3))
            .as(
                (sgx, pce, qe, svn, svn2) ->
                    new Platform(sgx, pce, qe, svn, svn == null ? null : svn2));
    return Combinators.combine(documents(), platform).as(Model::new);
  }

  @Property
  void bothGenerationsAnswerLikeTheModel(@ForAll("models") Model model) {
    Levelled real = levelled(model.documents(), model.platform());
    assertEquals(
        model.documents().verdict126(model.platform()), real.verdict(QvlGeneration.V1_26), "1.26");
    assertEquals(
        model.documents().verdict127(model.platform()), real.verdict(QvlGeneration.V1_27), "1.27");
  }

  /**
   * On a ladder, where no level is better than those above it, and with components that are up to
   * date, no SVN that is raised makes the status worse, and none that is lowered better.
   */
  @Property(tries = 400)
  void moreIsNeverWorse(
      @ForAll("models") Model model,
      @ForAll QvlGeneration generation,
      @ForAll @IntRange(max = 33) int which) {
    NaiveTcb ladder = ladder(model.documents(), true);
    Platform lower = withoutCurrent(model.platform());
    Platform higher = raised(lower, which);
    int before = PLATFORM_RANKS.get(levelled(ladder, lower).verdict(generation));
    int after = PLATFORM_RANKS.get(levelled(ladder, higher).verdict(generation));
    assertTrue(after <= before, () -> lower + " has rank " + before + ", raised " + after);
  }

  /**
   * With components of any status, what is current never gets out of date, nor what is out of date
   * revoked. Within a class it may change: an out-of-date component turns ConfigurationNeeded to
   * OutOfDateConfigurationNeeded, and leaves the OutOfDate of a lower level as it is.
   */
  @Property(tries = 400)
  void moreIsNeverOfAWorseClass(
      @ForAll("models") Model model,
      @ForAll QvlGeneration generation,
      @ForAll @IntRange(max = 33) int which) {
    NaiveTcb ladder = ladder(model.documents(), false);
    Platform lower = withoutCurrent(model.platform());
    Platform higher = raised(lower, which);
    int before = classOf(levelled(ladder, lower).verdict(generation));
    int after = classOf(levelled(ladder, higher).verdict(generation));
    assertTrue(after <= before, () -> lower + " has class " + before + ", raised " + after);
  }

  private static final Map<String, Integer> PLATFORM_RANKS = ranks();

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new TreeMap<>();
    for (TcbStatus status : TcbStatus.values()) {
      int rank = PLATFORM_STATUSES.indexOf(status.intelName());
      if (rank >= 0 && status != TcbStatus.REVOKED) {
        ranks.put(status.name(), rank);
      }
    }
    ranks.put("TCB_REVOKED", 7);
    ranks.put("TCB_NOT_SUPPORTED", 8);
    ranks.put("TDX_MODULE_MISMATCH", 8);
    return ranks;
  }

  private static int classOf(String verdict) {
    int rank = PLATFORM_RANKS.get(verdict);
    return rank < 4 ? 0 : Math.max(1, rank - 4);
  }

  private static Platform withoutCurrent(Platform platform) {
    return new Platform(platform.sgx(), platform.pceSvn(), platform.qeSvn(), platform.svn(), null);
  }

  /** One SVN more; but for the module's version, whose raise means another module. */
  private static Platform raised(Platform p, int which) {
    int place = which % 16;
    if (which < 16) {
      return new Platform(up(p.sgx(), place), p.pceSvn(), p.qeSvn(), p.svn(), null);
    }
    if (which < 32) {
      boolean isVersion = place == 1;
      return p.svn() == null || isVersion
          ? p
          : new Platform(p.sgx(), p.pceSvn(), p.qeSvn(), up(p.svn(), place), null);
    }
    return which == 32
        ? new Platform(p.sgx(), p.pceSvn() + 1, p.qeSvn(), p.svn(), null)
        : new Platform(p.sgx(), p.pceSvn(), p.qeSvn() + 1, p.svn(), null);
  }

  private static List<Integer> up(List<Integer> svns, int place) {
    return with(svns, place, Math.min(255, svns.get(place) + 1));
  }

  /** The same levels with their statuses in order, best on top. */
  private static NaiveTcb ladder(NaiveTcb documents, boolean upToDateComponents) {
    List<Level> levels = sorted(documents.levels());
    List<String> statuses =
        levels.stream()
            .map(Level::status)
            .sorted(Comparator.comparingInt(PLATFORM_STATUSES::indexOf))
            .toList();
    List<Level> ladder = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      ladder.add(new Level(level.sgx(), level.pceSvn(), level.tdx(), statuses.get(i)));
    }
    return new NaiveTcb(
        ladder,
        documents.modules().stream()
            .map(m -> new Module(m.id(), svnLadder(m.levels(), upToDateComponents)))
            .toList(),
        svnLadder(documents.qeLevels(), upToDateComponents));
  }

  private static List<SvnLevel> svnLadder(List<SvnLevel> levels, boolean upToDate) {
    List<SvnLevel> sorted = sortedBySvn(levels);
    List<Integer> statuses =
        sorted.stream().map(l -> Math.max(0, QE_STATUSES.indexOf(l.status()))).sorted().toList();
    List<SvnLevel> ladder = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      String status = upToDate ? "UpToDate" : QE_STATUSES.get(statuses.get(i));
      ladder.add(new SvnLevel(sorted.get(i).svn(), status));
    }
    return ladder;
  }

  private static List<Level> sorted(List<Level> levels) {
    List<Level> sorted = new ArrayList<>(levels);
    Comparator<Level> order = Comparator.comparing(l -> words(l.sgx()));
    sorted.sort(
        order.thenComparingLong(Level::pceSvn).thenComparing(l -> words(l.tdx())).reversed());
    return sorted;
  }

  /** Numbers of three digits each, so that texts sort like them. */
  private static String words(List<Integer> svns) {
    StringBuilder text = new StringBuilder();
    svns.forEach(svn -> text.append(String.format("%03d", svn)));
    return text.toString();
  }

  private static List<SvnLevel> sortedBySvn(List<SvnLevel> levels) {
    return levels.stream().sorted(Comparator.comparingLong(SvnLevel::svn).reversed()).toList();
  }

  /** The same in the core's types, levels in the order that its documents have. */
  private static Levelled levelled(NaiveTcb documents, Platform platform) {
    boolean tdx = platform.svn() != null;
    List<io.github.quotary.collateral.TcbLevel> levels = new ArrayList<>();
    for (Level level : sorted(documents.levels())) {
      TcbComponents needed = tdx ? components(level.tdx()) : null;
      levels.add(
          new io.github.quotary.collateral.TcbLevel(
              components(level.sgx()),
              level.pceSvn(),
              needed,
              Levelled.DATE,
              TcbStatus.fromIntelName(level.status()).orElseThrow(),
              List.of()));
    }
    return new Levelled(
        levels,
        documents.modules().stream()
            .map(
                m ->
                    Levelled.module(
                        m.id(),
                        sortedBySvn(m.levels()).stream()
                            .map(l -> Levelled.moduleLevel((int) l.svn(), l.status()))
                            .toArray(io.github.quotary.collateral.TdxModuleLevel[]::new)))
            .toList(),
        sortedBySvn(documents.qeLevels()).stream()
            .map(l -> Levelled.qe(l.svn(), TcbStatus.fromIntelName(l.status()).orElseThrow()))
            .toList(),
        new PlatformTcb(
            components(platform.sgx()),
            platform.pceSvn(),
            platform.qeSvn(),
            components(platform.svn()),
            components(platform.svn2())),
        Levelled.sgx(TcbStatus.UP_TO_DATE).names());
  }

  private static @Nullable TcbComponents components(@Nullable List<Integer> svns) {
    if (svns == null) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = svns.get(i).byteValue();
    }
    return TcbComponents.of(bytes);
  }
}
