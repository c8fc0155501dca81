package io.github.quotary.domain.watch;

import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A secret shared with the receiver of a webhook, to sign according to Standard Webhooks 1.0:
 * HMAC-SHA-256 over id, time and body. Its text is never shown.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_SIZE = 16;

  private final RawBytes key;

  private WebhookSecret(RawBytes key) {
    this.key = key;
  }

  /**
   * A secret from a file: {@code whsec_} and base64, or any other text or bytes, taken as they are
   * without trailing line breaks.
   *
   * @throws IllegalArgumentException if it has less than 16 bytes
   */
  public static WebhookSecret of(byte[] file) {
    int end = file.length;
    while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
      end--;
    }
    String text = new String(file, 0, end, StandardCharsets.ISO_8859_1);
    byte[] key =
        text.startsWith(PREFIX)
            ? decoded(text.substring(PREFIX.length()))
            : text.getBytes(StandardCharsets.ISO_8859_1);
    if (key.length < MIN_SIZE) {
      throw new IllegalArgumentException(
          "a secret must have at least " + MIN_SIZE + " bytes, not " + key.length);
    }
    return new WebhookSecret(RawBytes.of(key));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Its message would show parts of the secret.
      throw new IllegalArgumentException("the part after " + PREFIX + " is not base64");
    }
  }

  /**
   * The value of the header {@code webhook-signature}: {@code v1,} and base64 of the MAC.
   *
   * @param id the value of {@code webhook-id}
   * @param timestamp the value of {@code webhook-timestamp}, seconds since 1970
   */
  String signature(String id, long timestamp, byte[] body) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key.toByteArray()));
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    mac.update(head, 0, head.length);
    mac.update(body, 0, body.length);
    byte[] sum = new byte[mac.getMacSize()];
    mac.doFinal(sum, 0);
    return "v1," + Base64.getEncoder().encodeToString(sum);
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
