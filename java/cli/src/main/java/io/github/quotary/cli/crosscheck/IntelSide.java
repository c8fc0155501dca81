package io.github.quotary.cli.crosscheck;

import io.github.quotary.qvl.LoadOutcome;
import io.github.quotary.qvl.QvlLibrary;
import io.github.quotary.qvl.QvlVerdict;
import io.github.quotary.qvl.QvlVerifier;
import io.github.quotary.qvl.StageLibrary;
import io.github.quotary.qvl.StageVerifier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The available libraries of Intel, and their verdicts. */
public final class IntelSide {
  private final Optional<QvlLibrary> dcap;
  private final Optional<StageLibrary> qvl;
  private final Map<Against, String> notices = new EnumMap<>(Against.class);

  private IntelSide(LoadOutcome<QvlLibrary> dcap, LoadOutcome<StageLibrary> qvl) {
    this.dcap = dcap.library();
    this.qvl = qvl.library();
    notices.put(Against.DCAP, notice(dcap));
    notices.put(Against.QVL, notice(qvl));
  }

  /**
   * Loads both libraries, or says why not.
   *
   * @param dcap path of the DCAP library; null: as installed
   * @param qvl path of the low-level QVL; null: as installed
   */
  public static IntelSide load(@Nullable String dcap, @Nullable String qvl) {
    return new IntelSide(
        dcap == null ? QvlLibrary.load() : QvlLibrary.load(dcap),
        qvl == null ? StageLibrary.load() : StageLibrary.load(qvl));
  }

  private static String notice(LoadOutcome<?> outcome) {
    return (outcome.library().isPresent() ? "" : "not used: ") + outcome.message();
  }

  /** One line for each library: what was loaded, or why not. */
  List<String> notices() {
    return notices.entrySet().stream()
        .map(entry -> entry.getKey().title() + ": " + entry.getValue())
        .toList();
  }

  /**
   * The verdict of Intel's code; empty if the library is unavailable or cannot judge this input.
   */
  Optional<QvlVerdict> verdict(Against against, Subject subject) {
    return switch (against) {
      case DCAP ->
          dcap.filter(library -> subject.hasIntelsRoot())
              .map(QvlVerifier::new)
              .map(v -> v.verify(subject.quote(), subject.collateral(), subject.at()));
      case QVL ->
          qvl.map(library -> new StageVerifier(library, subject.anchor()))
              .map(v -> v.verify(subject.quote(), subject.collateral(), subject.at()));
      case RECORDED -> subject.recorded();
    };
  }
}
