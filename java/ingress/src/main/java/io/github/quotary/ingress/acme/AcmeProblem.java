package io.github.quotary.ingress.acme;

import java.util.List;

/**
 * An error as the authority told it (RFC 7807; RFC 8555, section 6.7). Texts are the authority's,
 * escaped and cut to a length that fits a log.
 *
 * @param type for example {@code caa}, without {@code urn:ietf:params:acme:error:}; another
 *     authority's own type as it is
 * @param detail in the authority's words; may be empty
 * @param parts what was wrong with single names
 */
public record AcmeProblem(String type, String detail, List<Part> parts) {
  /** Copies the parts. */
  public AcmeProblem {
    parts = List.copyOf(parts);
  }

  /**
   * What was wrong with a name.
   *
   * @param name may be empty
   */
  public record Part(String name, String type, String detail) {
    @Override
    public String toString() {
      return (name.isEmpty() ? "" : name + ": ") + type + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /** In one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type);
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    parts.forEach(part -> text.append("; ").append(part));
    return text.toString();
  }
}
