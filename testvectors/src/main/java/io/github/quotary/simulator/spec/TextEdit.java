package io.github.quotary.simulator.spec;

/**
 * A replacement in the text of a signed JSON document: every occurrence of {@code target} becomes
 * {@code replacement}.
 *
 * @param target text looked for; it must occur
 * @param replacement text put in its place
 * @param beforeSigning whether the signature is made over the edited text, or over the text before
 */
public record TextEdit(String target, String replacement, boolean beforeSigning) {

  /** An edit that the signature covers. */
  public static TextEdit signed(String target, String replacement) {
    return new TextEdit(target, replacement, true);
  }

  /** An edit made behind the signer's back. */
  public static TextEdit unsigned(String target, String replacement) {
    return new TextEdit(target, replacement, false);
  }

  public String applyTo(String text) {
    if (!text.contains(target)) {
      throw new IllegalArgumentException("not in the document: " + target);
    }
    return text.replace(target, replacement);
  }
}
