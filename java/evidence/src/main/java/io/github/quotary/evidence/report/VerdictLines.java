package io.github.quotary.evidence.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.verify.VerificationContext;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON, one for each verdict: an object with its {@code id}, the members of {@link
 * VerdictJson}, and those of {@link InputChecks}. What is the same for quotes of one platform is
 * made once and copied. Not thread-safe; made once for many lines.
 */
public final class VerdictLines {
  /** How many platforms' texts are cached; a power of two. */
  private static final int TEXTS = 1024;

  private static final byte[] EMPTY = {};

  private final JsonBytes out = new JsonBytes();
  private final @Nullable Text[] texts = new @Nullable Text[TEXTS];
  private int lines;

  /** No lines yet. */
  public VerdictLines() {}

  /** The lines in UTF-8, up to {@link #size()}; valid until more is added. */
  public byte[] bytes() {
    return out.array();
  }

  /** Number of bytes. */
  public int size() {
    return out.size();
  }

  /** Number of lines. */
  public int lines() {
    return lines;
  }

  /** Starts anew. */
  public void clear() {
    out.clear();
    lines = 0;
  }

  /** Adds a line. */
  public void add(JsonNode id, InputChecks checks, Provenance provenance) {
    VerificationResult result = checks.result();
    out.ascii("{\"id\":");
    addId(id);
    out.raw(text(result, provenance), 0);
    addRest(result, checks);
  }

  /** Adds a verdict that answers alone: a line without an id. */
  public void add(InputChecks checks, Provenance provenance) {
    VerificationResult result = checks.result();
    out.ascii("{");
    out.raw(text(result, provenance), 1);
    addRest(result, checks);
  }

  private void addRest(VerificationResult result, InputChecks checks) {
    Quote quote = VerdictJson.quote(result).orElse(null);
    if (quote != null) {
      out.ascii(",\"quote\":");
      QuoteJson.write(quote, out);
    }
    if (checks.areAny()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      checks.addTo(json);
      out.raw(members(json), 0);
    }
    out.ascii("}\n");
    lines++;
  }

  private void addId(JsonNode id) {
    String text = id.textValue();
    if (text != null && isPlain(text)) {
      out.ascii("\"").ascii(text).ascii("\"");
    } else {
      out.raw(id.toString().getBytes(StandardCharsets.UTF_8), 0);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** All members but that of the quote, a comma before each. */
  private byte[] text(VerificationResult result, Provenance provenance) {
    if (!(result instanceof Verified verified)) {
      return members(VerdictJson.withoutQuote(result, provenance));
    }
    int slot = System.identityHashCode(verified.platform()) & (TEXTS - 1);
    Text cached = texts[slot];
    if (cached == null || !cached.isOf(verified, provenance)) {
      cached = new Text(verified, provenance);
      texts[slot] = cached;
    }
    return cached.bytes();
  }

  /** The object's members, a comma before each. */
  private static byte[] members(ObjectNode json) {
    if (json.isEmpty()) {
      return EMPTY;
    }
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] members = new byte[text.length - 1];
    System.arraycopy(text, 0, members, 0, members.length);
    members[0] = ',';
    return members;
  }

  /**
   * The text of a verdict beside its quote, and all that it was made from: two verdicts that have
   * this in common differ in their quotes alone.
   */
  private static final class Text {
    // Not the verdict itself: its quote may be a view of a large piece of input.
    private final EvaluatedPlatform platform;
    private final List<Violation> violations;
    private final Instant verifiedAt;
    private final VerificationContext context;
    private final List<String> notChecked;
    private final Provenance provenance;
    private final byte[] bytes;

    Text(Verified verified, Provenance provenance) {
      platform = verified.platform();
      violations = verified.violations();
      verifiedAt = verified.verifiedAt();
      context = verified.context();
      notChecked = verified.notChecked();
      this.provenance = provenance;
      bytes = members(VerdictJson.withoutQuote(verified, provenance));
    }

    byte[] bytes() {
      return bytes;
    }

    @SuppressWarnings("ReferenceEquality") // Verdicts of one verifier share these objects.
    boolean isOf(Verified verified, Provenance source) {
      return platform == verified.platform()
          && context == verified.context()
          && verifiedAt.equals(verified.verifiedAt())
          && provenance.equals(source)
          && violations.equals(verified.violations())
          && notChecked.equals(verified.notChecked());
    }
  }
}
