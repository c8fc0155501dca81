package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.fault.BindingFault;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Quotes that are not genuine, not of a sound TD, or not about this domain. */
final class QuoteAttacks {
  private static final int REPORT_DATA = 568;
  private static final int SIGNATURE = 636;
  private static final int MIGRATABLE = 29;
  private static final int SEPT_VE_DISABLE = 28;

  private final DomainKind kind;

  private QuoteAttacks(DomainKind kind) {
    this.kind = kind;
  }

  static List<DomainAttack> of(DomainKind kind) {
    QuoteAttacks attacks = new QuoteAttacks(kind);
    return Stream.of(attacks.binding(), attacks.genuine(), attacks.sound())
        .flatMap(List::stream)
        .toList();
  }

  /** About the report data. */
  private List<DomainAttack> binding() {
    String check = kind == DomainKind.GATEWAY ? "RD-G1" : "RD-C1";
    return List.of(
        attack(
            "report-data-elsewhere-in-the-quote",
            check,
            "the right report data behind the quote, where a search of the whole text finds them",
            workload ->
                workload
                    .quoting(right -> new byte[right.length])
                    .answering(a -> a.withQuote(quote -> joined(quote, a.reportData())))),
        attack(
            "report-data-cut-short",
            check,
            "the first 16 octets of the right report data, then zeros",
            workload -> workload.quoting(right -> Arrays.copyOf(cut(right), right.length))),
        attack(
            "report-data-shifted",
            check,
            "the right report data moved by half an octet, where a search of digits finds them",
            workload -> workload.quoting(QuoteAttacks::shifted)),
        attack(
            "report-data-in-json-only",
            check,
            "the unsigned copy of the report data is right, the quote's are not",
            workload -> workload.quoting(right -> new byte[right.length])),
        attack(
            "report-data-contradicted",
            check,
            "an answer that states other report data than its quote has",
            workload -> workload.answering(a -> a.withReportData(new byte[64]))));
  }

  /** About Intel's signatures. */
  private List<DomainAttack> genuine() {
    return List.of(
        attack(
            "foreign-root",
            "Q-1",
            "a quote that leads to a root of the attacker's",
            workload -> workload.withSeed(1)),
        attack(
            "report-data-overwritten",
            "Q-1",
            "the right report data written into a genuine quote",
            workload ->
                workload
                    .quoting(right -> new byte[right.length])
                    .answering(a -> a.withQuote(quote -> put(quote, a.reportData())))),
        attack(
            "signature-changed",
            "Q-1",
            "a bit of the quote's signature inverted",
            workload ->
                workload.answering(
                    a ->
                        a.withQuote(
                            quote -> {
                              quote[SIGNATURE] ^= 1;
                              return quote;
                            }))),
        scenario(
            "platform-revoked",
            "Q-1",
            "a platform whose PCK certificate Intel revoked",
            CrlFault.PCK_REVOKED),
        scenario(
            "collateral-expired",
            "Q-1",
            "a revocation list from before the platform was revoked",
            CrlFault.PCK_CRL_EXPIRED),
        scenario(
            "other-quoting-enclave",
            "Q-1",
            "a quoting enclave of another signer",
            BindingFault.QE_MR_SIGNER),
        scenario(
            "other-seam-signer",
            "Q-1",
            "a TDX module of another signer than Intel",
            BindingFault.MR_SIGNER_SEAM));
  }

  /** About the TD and its platform. */
  private List<DomainAttack> sound() {
    return List.of(
        td(
            "debug-td",
            "a debug TD, whose memory its host reads",
            workload -> workload.withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, 0))),
        td(
            "migratable-td",
            "a TD that its host may move elsewhere",
            workload -> workload.withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, MIGRATABLE))),
        td(
            "td-that-takes-ept-violations",
            "a TD in which the host can take pages away unnoticed",
            workload ->
                workload.withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, SEPT_VE_DISABLE))),
        td(
            "service-td",
            "a TD with a service TD bound to it, which nobody judged",
            workload ->
                workload
                    .withPlatform(s -> Scenario.upToDate(QuoteShape.V5_TDX_15))
                    .withTd(td -> td.with(TdField.MRSERVICETD, "5d".repeat(48)))),
        outcome("platform-out-of-date", "a platform with known holes", Outcome.OUT_OF_DATE),
        outcome(
            "platform-that-needs-hardening",
            "a platform whose software must be hardened against known attacks",
            Outcome.SW_HARDENING_NEEDED),
        outcome(
            "platform-of-revoked-tcb", "a platform whose TCB level is revoked", Outcome.REVOKED));
  }

  private DomainAttack attack(
      String name, String check, String about, UnaryOperator<Workload> change) {
    return DomainAttack.fails(
        kind, name, check, about, laboratory -> Victim.with(laboratory, kind, change));
  }

  private DomainAttack td(String name, String about, UnaryOperator<Workload> change) {
    return attack(name, "Q-2", about, change);
  }

  private DomainAttack scenario(String name, String check, String about, Variation fault) {
    return attack(name, check, about, workload -> workload.withPlatform(s -> fault.applyTo(s)));
  }

  private DomainAttack outcome(String name, String about, Outcome outcome) {
    return attack(name, "Q-3", about, workload -> workload.withPlatform(s -> outcome.scenario()));
  }

  private static byte[] cut(byte[] octets) {
    return Arrays.copyOf(octets, 16);
  }

  private static byte[] shifted(byte[] octets) {
    byte[] shifted = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      int before = i == 0 ? 0 : octets[i - 1] << 4;
      shifted[i] = (byte) (before | ((octets[i] & 0xff) >>> 4));
    }
    return shifted;
  }

  private static byte[] joined(byte[] quote, byte[] octets) {
    byte[] longer = Arrays.copyOf(quote, quote.length + octets.length);
    System.arraycopy(octets, 0, longer, quote.length, octets.length);
    return longer;
  }

  private static byte[] put(byte[] quote, byte[] reportData) {
    System.arraycopy(reportData, 0, quote, REPORT_DATA, reportData.length);
    return quote;
  }
}
