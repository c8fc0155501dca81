package io.github.quotary.verify.mutation;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.NaiveTcb;
import io.github.quotary.fixture.NaiveTcb.Level;
import io.github.quotary.fixture.NaiveTcb.Module;
import io.github.quotary.fixture.NaiveTcb.Platform;
import io.github.quotary.fixture.NaiveTcb.SvnLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The levels of Intel's documents for the naive model, and its verdict on the usual platform. */
final class JsonModel {
  private static final List<Integer> PLATFORM_SVNS = sixteen(8, 8, 2, 2, 4, 1, 0, 5);
  private static final List<Integer> TEE_TCB_SVN = sixteen(6, 1, 4);
  private static final int PCE_SVN = 13;
  private static final int QE_SVN = 8;

  private JsonModel() {}

  /** The verdict with this TCB info. */
  static String ofTcbInfo(JsonDoc document, String malformed) {
    boolean tdx = document.has("tdxModule");
    List<Level> levels = levels(document, tdx);
    HashSet<List<Object>> keys = new HashSet<>();
    for (Level level : levels) {
      if (!keys.add(List.of(level.sgx(), level.pceSvn(), level.tdx()))) {
        return malformed;
      }
    }
    List<Module> modules = modules(document);
    for (Module module : modules) {
      if (module.levels().stream().map(SvnLevel::svn).distinct().count() < module.levels().size()) {
        return malformed;
      }
    }
    List<SvnLevel> qe = List.of(new SvnLevel(QE_SVN, "UpToDate"));
    return verdict(new NaiveTcb(levels, modules, qe), tdx);
  }

  /** The verdict with this QE identity. */
  static String ofQeIdentity(JsonDoc document) {
    NaiveTcb model =
        new NaiveTcb(
            List.of(new Level(sixteen(), 0, sixteen(), "UpToDate")),
            List.of(),
            svnLevels(document, ""));
    return verdict(model, false);
  }

  private static String verdict(NaiveTcb model, boolean tdx) {
    String verdict =
        model.verdict127(
            new Platform(PLATFORM_SVNS, PCE_SVN, QE_SVN, tdx ? TEE_TCB_SVN : null, null));
    return verdict.startsWith("TCB_") || verdict.equals(Words.TRUSTED)
        ? verdict
        : verdict + " tcbStatus";
  }

  private static List<Level> levels(JsonDoc document, boolean tdx) {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; document.has("tcbLevels/" + i); i++) {
      String level = "tcbLevels/" + i;
      levels.add(
          new Level(
              sgx(document, level + "/tcb"),
              Long.parseLong(document.get(level + "/tcb/pcesvn")),
              tdx ? components(document, level + "/tcb/tdxtcbcomponents") : sixteen(),
              word(document.get(level + "/tcbStatus"))));
    }
    return levels;
  }

  private static List<Integer> sgx(JsonDoc document, String tcb) {
    if (document.has(tcb + "/sgxtcbcomponents")) {
      return components(document, tcb + "/sgxtcbcomponents");
    }
    List<Integer> svns = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      svns.add(
          Integer.parseInt(
              document.get(String.format(Locale.ROOT, "%s/sgxtcbcomp%02dsvn", tcb, i))));
    }
    return svns;
  }

  private static List<Integer> components(JsonDoc document, String array) {
    List<Integer> svns = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      svns.add(Integer.parseInt(document.get(array + "/" + i + "/svn")));
    }
    return svns;
  }

  private static List<Module> modules(JsonDoc document) {
    List<Module> modules = new ArrayList<>();
    if (document.has("tdxModuleIdentities")) {
      for (int i = 0; document.has("tdxModuleIdentities/" + i); i++) {
        String module = "tdxModuleIdentities/" + i + "/";
        modules.add(new Module(word(document.get(module + "id")), svnLevels(document, module)));
      }
    }
    return modules;
  }

  private static List<SvnLevel> svnLevels(JsonDoc document, String prefix) {
    List<SvnLevel> levels = new ArrayList<>();
    for (int i = 0; document.has(prefix + "tcbLevels/" + i); i++) {
      String level = prefix + "tcbLevels/" + i;
      levels.add(
          new SvnLevel(
              Long.parseLong(document.get(level + "/tcb/isvsvn")),
              word(document.get(level + "/tcbStatus"))));
    }
    return levels;
  }

  private static String word(String json) {
    return json.substring(1, json.length() - 1);
  }

  private static List<Integer> sixteen(Integer... first) {
    List<Integer> all = new ArrayList<>(List.of(first));
    all.addAll(Collections.nCopies(16 - first.length, 0));
    return List.copyOf(all);
  }
}
