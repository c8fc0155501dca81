package io.github.quotary.tcb;

import io.github.quotary.collateral.TcbComponentNames;
import io.github.quotary.collateral.TdxModuleIdentity;
import io.github.quotary.quote.TcbComponents;
import java.util.ArrayList;
import java.util.List;

/** What a platform lacks of a raised one, component by component. */
final class SvnDifference {
  private final PlatformTcb platform;
  private final PlatformTcb raised;
  private final TcbComponentNames names;
  private final List<SvnNeed> needs = new ArrayList<>();

  SvnDifference(TcbQuestion question, PlatformTcb raised) {
    this.platform = question.platform();
    this.raised = raised;
    this.names = question.tcbInfo().componentNames();
  }

  List<SvnNeed> needs() {
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      String name = names.sgxName(i);
      add(
          new SvnComponent(SvnComponent.Kind.SGX_COMPONENT, i + 1, name),
          platform.sgxComponents().svn(i),
          raised.sgxComponents().svn(i),
          byCategory(name));
    }
    add(
        new SvnComponent(SvnComponent.Kind.PCE, 0, ""),
        platform.pceSvn(),
        raised.pceSvn(),
        Remedy.PCE_UPDATE);
    addLaunch();
    addCurrent();
    add(
        new SvnComponent(SvnComponent.Kind.QE, 0, ""),
        platform.qeIsvSvn(),
        raised.qeIsvSvn(),
        Remedy.QE_UPDATE);
    return List.copyOf(needs);
  }

  private void addLaunch() {
    TcbComponents has = platform.teeTcbSvnOrNull();
    TcbComponents needed = raised.teeTcbSvnOrNull();
    if (has == null || needed == null) {
      return;
    }
    int version = TeeTcbSvn.moduleVersion(has);
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      SvnComponent component =
          i == 0 && version > 0 && version == TeeTcbSvn.moduleVersion(needed)
              ? new SvnComponent(SvnComponent.Kind.TDX_MODULE, 0, TdxModuleIdentity.idOf(version))
              : new SvnComponent(SvnComponent.Kind.TDX_COMPONENT, i + 1, names.tdxName(i));
      add(component, has.svn(i), needed.svn(i), remedy(i, needed.svn(i)));
    }
  }

  private void addCurrent() {
    TcbComponents has = platform.teeTcbSvn2OrNull();
    TcbComponents needed = raised.teeTcbSvn2OrNull();
    if (has == null || needed == null) {
      return;
    }
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      add(
          new SvnComponent(SvnComponent.Kind.CURRENT_TDX_COMPONENT, i + 1, names.tdxName(i)),
          has.svn(i),
          needed.svn(i),
          update(i));
    }
  }

  /** What the platform has by now, a relaunch gives to the TD. */
  private Remedy remedy(int index, int needed) {
    return platform.teeTcbSvn2().filter(current -> current.svn(index) >= needed).isPresent()
        ? Remedy.RELAUNCH
        : update(index);
  }

  private Remedy update(int index) {
    if (index < 2) {
      return Remedy.TDX_MODULE_UPDATE;
    }
    String name = names.tdxName(index);
    return name.isEmpty() ? Remedy.OS_UPDATE : byCategory(name);
  }

  private static Remedy byCategory(String name) {
    return name.startsWith("OS/VMM") ? Remedy.OS_UPDATE : Remedy.BIOS_UPDATE;
  }

  private void add(SvnComponent component, long has, long needed, Remedy remedy) {
    if (needed > has) {
      needs.add(new SvnNeed(component, has, needed, remedy));
    }
  }
}
