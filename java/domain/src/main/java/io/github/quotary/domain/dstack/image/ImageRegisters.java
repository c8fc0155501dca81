package io.github.quotary.domain.dstack.image;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registers that an image produces, 48 bytes each.
 *
 * @param mrtdSinglePass MRTD where QEMU adds and measures page by page: from version 9 on
 * @param mrtdTwoPass MRTD where it adds all pages of a section first: version 8
 * @param rtmr0 RTMR0; empty if the digests of the ACPI tables are unknown
 * @param rtmr1 RTMR1
 * @param rtmr2 RTMR2
 */
public record ImageRegisters(
    Measurement mrtdSinglePass,
    Measurement mrtdTwoPass,
    Optional<Measurement> rtmr0,
    Measurement rtmr1,
    Measurement rtmr2) {
  /** How QEMU added pages. */
  public enum PageOrder {
    /** Page by page. */
    SINGLE_PASS,
    /** All pages of a section, then their contents. */
    TWO_PASS
  }

  /** The order that gives this MRTD; empty if neither does. */
  public Optional<PageOrder> pageOrder(Measurement mrtd) {
    if (mrtd.equals(mrtdSinglePass)) {
      return Optional.of(PageOrder.SINGLE_PASS);
    }
    return mrtd.equals(mrtdTwoPass) ? Optional.of(PageOrder.TWO_PASS) : Optional.empty();
  }

  /** The registers that differ in a report, by Intel's names; empty if it matches this image. */
  public List<String> differences(TdReport report) {
    List<String> differences = new ArrayList<>();
    if (pageOrder(report.mrTd()).isEmpty()) {
      differences.add("MRTD");
    }
    if (rtmr0.filter(report.rtmr(0)::equals).isEmpty() && rtmr0.isPresent()) {
      differences.add("RTMR0");
    }
    if (!rtmr1.equals(report.rtmr(1))) {
      differences.add("RTMR1");
    }
    if (!rtmr2.equals(report.rtmr(2))) {
      differences.add("RTMR2");
    }
    return differences;
  }
}
