package io.github.quotary.ingress.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.json.StrictJson;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What the TEE says of the domain that it serves, over a visitor's nonce. The text is one line of
 * JSON, with these members in this order:
 *
 * <pre>{@code
 * {"type":"quotary-domain-challenge","version":1,"names":["*.example.net","app.example.com"],
 *  "account":"https://ca.example/acct/7","spkiSha256":"<64 hexadecimal digits>",
 *  "certificateSha256":"<64>","manifestSha256":"<64>","time":"2026-05-20T00:00:00Z",
 *  "nonce":"<32 to 128>"}
 * }</pre>
 *
 * <p>Hexadecimal is in lower case; the time is the TEE's own, in whole seconds. The report data of
 * the quote over it is SHA-512 of {@code quotary-domain-challenge:} and the text in UTF-8, 64
 * bytes. No other use of report data begins with that tag; a manifest's end with 32 zeros.
 * Immutable.
 */
public final class ChallengeStatement {
  /** The type, and the tag of the report data. */
  public static final String TYPE = "quotary-domain-challenge";

  /** The version of the text. */
  public static final int VERSION = 1;

  private static final JsonFactory JSON = StrictJson.factory(2, 1);
  private static final byte[] TAG = (TYPE + ":").getBytes(StandardCharsets.US_ASCII);

  private final String text;

  private ChallengeStatement(String text) {
    this.text = text;
  }

  /** The statement that this is served, at this time of the TEE's, over this nonce. */
  public static ChallengeStatement of(ServedDomain served, Instant time, byte[] nonce) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("type", TYPE);
      out.writeNumberField("version", VERSION);
      out.writeArrayFieldStart("names");
      for (String name : served.names()) {
        out.writeString(name);
      }
      out.writeEndArray();
      out.writeStringField("account", served.accountUri());
      hex(out, "spkiSha256", served.spkiSha256());
      hex(out, "certificateSha256", served.certificateSha256());
      hex(out, "manifestSha256", served.manifestSha256());
      out.writeStringField("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
      out.writeStringField("nonce", HexFormat.of().formatHex(nonce));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory cannot fail", e);
    }
    return new ChallengeStatement(text.toString());
  }

  private static void hex(JsonGenerator out, String name, Measurement digest) throws IOException {
    out.writeStringField(name, HexFormat.of().formatHex(digest.toByteArray()));
  }

  /** The text that is quoted. */
  public String text() {
    return text;
  }

  /** The report data of the quote over it, 64 bytes. */
  public byte[] reportData() {
    MessageDigest sha512 = Sha2.newDigest("SHA-512");
    sha512.update(TAG);
    return sha512.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text;
  }
}
