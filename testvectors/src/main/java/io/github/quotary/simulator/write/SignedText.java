package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.octets.SigningKey;
import io.github.quotary.simulator.spec.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JSON document with its signature.
 *
 * @param text what is published
 * @param signature 64 octets over the UTF-8 of the text as it was when signed, in hex
 */
public record SignedText(String text, String signature) {

  /** Applies the edits, signing between those before and those after. */
  public static SignedText sign(String text, List<TextEdit> edits, SigningKey key) {
    String signed = apply(text, edits, true);
    String signature = Hex.of(key.signRaw(signed.getBytes(StandardCharsets.UTF_8)));
    return new SignedText(apply(signed, edits, false), signature);
  }

  private static String apply(String text, List<TextEdit> edits, boolean beforeSigning) {
    String edited = text;
    for (TextEdit edit : edits) {
      if (edit.beforeSigning() == beforeSigning) {
        edited = edit.applyTo(edited);
      }
    }
    return edited;
  }
}
