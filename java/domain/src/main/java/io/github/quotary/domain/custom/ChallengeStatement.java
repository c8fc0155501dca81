package io.github.quotary.domain.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What a TD says of the domain that it serves, over a visitor's nonce. It is a JSON object with
 * exactly these members:
 *
 * <pre>{@code
 * {"type":"quotary-domain-challenge","version":1,"names":["*.example.net","app.example.com"],
 *  "account":"https://ca.example/acct/7","spkiSha256":"<64 hexadecimal digits>",
 *  "certificateSha256":"<64>","manifestSha256":"<64>","time":"2026-05-20T00:00:00Z",
 *  "nonce":"<32 to 128>"}
 * }</pre>
 *
 * <p>The report data of the quote over it is SHA-512 of {@code quotary-domain-challenge:} and the
 * text in UTF-8, 64 bytes. Immutable.
 *
 * @param names the names that the TD serves, at least one
 * @param account the ACME account's URI
 * @param spkiSha256 SHA-256 of the SubjectPublicKeyInfo of the certificate that the host is served
 * @param certificateSha256 SHA-256 of that certificate
 * @param manifestSha256 SHA-256 of the manifest
 * @param time by the TD's clock, which its host can set
 * @param nonce the visitor's nonce, 16 to 64 bytes
 * @param reportData what the quote over the text must have, 64 bytes
 */
record ChallengeStatement(
    List<String> names,
    String account,
    Measurement spkiSha256,
    Measurement certificateSha256,
    Measurement manifestSha256,
    Instant time,
    Measurement nonce,
    Measurement reportData) {
  private static final String TYPE = "quotary-domain-challenge";
  private static final int VERSION = 1;
  private static final int DIGEST = 32;
  private static final int MIN_NONCE = 16;
  private static final int MAX_NONCE = 64;
  private static final int MAX_NAMES = 1024;

  private static final Set<String> MEMBERS =
      Set.of(
          "type",
          "version",
          "names",
          "account",
          "spkiSha256",
          "certificateSha256",
          "manifestSha256",
          "time",
          "nonce");

  /** Copies the list. */
  ChallengeStatement {
    names = List.copyOf(names);
  }

  /** Reads a statement. Never throws. */
  static Reading<ChallengeStatement> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return Reading.of(of(StrictJson.object(bytes), reportData(bytes)));
    } catch (MalformedException e) {
      return Reading.malformed("the statement: " + e.problem());
    }
  }

  private static ChallengeStatement of(ObjectNode root, Measurement reportData)
      throws MalformedException {
    requireMembers(root, MEMBERS);
    String type = StrictJson.string(root, "type");
    if (!type.equals(TYPE)) {
      throw new MalformedException(0, "its type is " + type + ", not " + TYPE);
    }
    requireVersion(root);
    Measurement nonce = StrictJson.hex(root, "nonce");
    if (nonce.size() < MIN_NONCE || nonce.size() > MAX_NONCE) {
      throw new MalformedException(0, "a nonce of " + nonce.size() + " bytes");
    }
    return new ChallengeStatement(
        names(root.path("names")),
        StrictJson.string(root, "account"),
        StrictJson.hex(root, "spkiSha256", DIGEST),
        StrictJson.hex(root, "certificateSha256", DIGEST),
        StrictJson.hex(root, "manifestSha256", DIGEST),
        time(StrictJson.string(root, "time")),
        nonce,
        reportData);
  }

  /** Every one of them, and no other: an unknown member may change the meaning of the others. */
  static void requireMembers(ObjectNode object, Set<String> members) throws MalformedException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!members.contains(name)) {
        throw new MalformedException(0, "unknown member " + name);
      }
    }
    for (String member : members.stream().sorted().toList()) {
      if (!object.has(member)) {
        throw new MalformedException(0, "member " + member + " is missing");
      }
    }
  }

  static void requireVersion(ObjectNode object) throws MalformedException {
    JsonNode version = object.path("version");
    if (!version.isInt() || version.intValue() != VERSION) {
      throw new MalformedException(0, "its version is " + version + ", not " + VERSION);
    }
  }

  private static List<String> names(JsonNode array) throws MalformedException {
    List<String> names = new ArrayList<>();
    if (!array.isArray() || array.isEmpty() || array.size() > MAX_NAMES) {
      throw new MalformedException(0, "member names is not an array of 1 to 1024 names");
    }
    for (JsonNode name : array) {
      if (!name.isTextual()) {
        throw new MalformedException(0, "member names contains something other than a string");
      }
      names.add(name.textValue());
    }
    return names;
  }

  private static Instant time(String text) throws MalformedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException(0, "member time is not an instant in UTC");
    }
  }

  private static Measurement reportData(byte[] text) {
    MessageDigest sha512 = Sha2.newDigest("SHA-512");
    sha512.update((TYPE + ":").getBytes(StandardCharsets.US_ASCII));
    return Measurement.of(sha512.digest(text));
  }
}
