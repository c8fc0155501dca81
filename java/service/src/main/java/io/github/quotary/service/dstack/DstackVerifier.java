package io.github.quotary.service.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.verify.Verdict;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Answers {@code POST /verify} and {@code GET /health} as dstack-verifier 0.6 does, for Intel TDX.
 *
 * <p>{@code is_valid} has its meaning there: the quote is genuine, unexpired and not of a debug TD,
 * the log gives RTMR3, the OS image's measurements give the other registers, and the system events
 * are in order. It says nothing of the TCB status, of the report data, and of whose image and app
 * it is. Images of the older scheme ("legacy") are never valid here, since their check needs QEMU's
 * ACPI tables; what their events prove stands in {@code quotary.app_info}. The extra member {@code
 * quotary} names what was not checked and holds this engine's verdict.
 *
 * <p>Stricter than there: system events must be in dstack's order, and JSON has no member twice.
 * Thread-safe. Waits for the verifier's source of collateral.
 */
public final class DstackVerifier {
  /** The longest body that is read, as there: 1 MiB. */
  public static final int MAX_BODY = 1 << 20;

  private static final int OK = 200;
  private static final int TOO_LARGE = 413;

  private final Verifier verifier;
  private final Clock clock;
  private final Provenance provenance;
  private final DstackOptions options;
  private final Consumer<Verdict> verdicts;

  /**
   * Answers by this verifier.
   *
   * @param verifier its policy shows in {@code quotary.verdict}
   * @param clock the time of verification
   * @param provenance what the verdict says of its origin
   * @param options what differs
   * @param verdicts hears of the engine's verdicts
   */
  public DstackVerifier(
      Verifier verifier,
      Clock clock,
      Provenance provenance,
      DstackOptions options,
      Consumer<Verdict> verdicts) {
    this.verifier = requireNonNull(verifier, "verifier");
    this.clock = requireNonNull(clock, "clock");
    this.provenance = requireNonNull(provenance, "provenance");
    this.options = requireNonNull(options, "options");
    this.verdicts = requireNonNull(verdicts, "verdicts");
  }

  /**
   * The answer to {@code POST /verify}: status 200 whatever the verdict; 400, 413 or 422 for a body
   * that is not a request, likewise with {@code is_valid} false and a reason. Never throws.
   */
  public Answer verify(byte[] body) {
    if (body.length > MAX_BODY) {
      return answer(
          TOO_LARGE,
          Appraisal.unread("Internal error: the body has more than " + MAX_BODY + " bytes"));
    }
    try {
      return answer(OK, verify(VerifyRequest.read(body)));
    } catch (VerifyRequest.Refused e) {
      return answer(e.status(), Appraisal.unread("Internal error: " + e.getMessage()));
    }
  }

  private ObjectNode verify(VerifyRequest request) {
    Claimed.Outcome outcome = Claimed.of(request);
    if (outcome instanceof Claimed.Outcome.Unreadable unreadable) {
      return Appraisal.unread(unreadable.reason());
    }
    Claimed claimed = ((Claimed.Outcome.Read) outcome).claimed();
    VerificationResult result = verifier.verify(claimed.quote(), clock.instant());
    verdicts.accept(result.verdict());
    return new Appraisal(claimed, result, options).json(provenance);
  }

  /** The answer to {@code GET /health}. */
  public Answer health() {
    return Answer.json(OK, "{\"status\":\"ok\",\"service\":\"dstack-verifier\"}");
  }

  private static Answer answer(int status, ObjectNode json) {
    return Answer.json(status, json.toString().getBytes(UTF_8));
  }
}
