package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import java.time.Instant;

/**
 * Where an answer comes from, beside what its {@link VerificationContext} says: every output names
 * both.
 *
 * @param timeSource who said what time it is
 * @param collateralSource where Intel's statements were read, for example a file or a service
 * @param producer name and version of the software that wrote the output
 * @param isVector whether the input is a test vector, which states its own root, time and policy
 */
public record Provenance(
    TimeSource timeSource, String collateralSource, String producer, boolean isVector) {

  /** Adds the members that every answer has, for a verdict. */
  public void addTo(ObjectNode json, VerificationResult result) {
    addTo(json, result.context(), result.verifiedAt());
    ArrayNode notChecked = json.putArray("notChecked");
    result.notChecked().forEach(notChecked::add);
  }

  /** Adds the members that every answer has. */
  public void addTo(ObjectNode json, VerificationContext context, Instant verifiedAt) {
    json.put("verifiedAt", verifiedAt.toString());
    json.put("verifiedAtSource", timeSource.member());
    addAnchor(json, context.trustAnchor());
    json.put("generation", context.generation().version());
    json.put("policySha256", context.policy().sha256().toString());
    json.put("producer", producer);
    json.put("engine", context.engine());
    json.put("collateralSource", collateralSource);
    if (isVector) {
      json.put("testVector", true);
    }
  }

  /** Adds the root: SHA-256 of its key, and whether that is Intel's. */
  public static void addAnchor(ObjectNode json, TrustAnchor anchor) {
    ObjectNode root = json.putObject("trustAnchor");
    root.put("sha256", anchor.sha256().toString());
    root.put("intel", anchor.isIntel());
  }

  /** The same in lines of text. */
  public String text(VerificationContext context, Instant verifiedAt) {
    return "Verified at "
        + verifiedAt
        + " ("
        + timeSource
        + "), as QVL "
        + context.generation().version()
        + ", engine "
        + context.engine()
        + "\n"
        + root(context.trustAnchor())
        + "\nPolicy SHA-256 "
        + context.policy().sha256()
        + "\nCollateral from "
        + collateralSource
        + "; by "
        + producer
        + "\n";
  }

  /** How it was decided, and by what, in one line of text. */
  String decided(VerificationContext context) {
    return "as QVL "
        + context.generation().version()
        + ", engine "
        + context.engine()
        + ", policy SHA-256 "
        + context.policy().sha256()
        + ", by "
        + producer;
  }

  /** The root in one line of text. */
  public static String root(TrustAnchor anchor) {
    return (anchor.isIntel() ? "Root " : "TEST ROOT, not Intel's: ")
        + anchor.name()
        + ", key SHA-256 "
        + anchor.sha256();
  }
}
