package io.github.quotary.ingress.evidence;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.ingress.config.DomainName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a quote covers, and their manifest. A line of the manifest is what {@code
 * sha256sum} prints: 64 lower-case hexadecimal digits, two spaces, the file's name, a line feed;
 * {@code acme-account.json} first, then {@code cert-<name>.pem} in the order of their bytes. The
 * report data of the quote is the SHA-256 of the manifest (32 bytes), then 32 zeros. Immutable.
 */
public final class EvidenceFiles {
  /** The name of the manifest. */
  public static final String MANIFEST = "sha256sum.txt";

  /** The name of the ACME account's document. */
  public static final String ACCOUNT = "acme-account.json";

  /** The name of the quote's file, which no manifest lists. */
  public static final String QUOTE = "quote.json";

  /** The most certificates; a verifier reads no manifest of more than 256 lines. */
  public static final int MAX_CERTIFICATES = 255;

  private static final int REPORT_DATA_SIZE = 64;

  private final SortedMap<String, byte[]> files;

  private EvidenceFiles(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * The files of an account and its certificates.
   *
   * @param accountUri the account's URI, as the CA gave it
   * @param chains certificate chains as PEM, the leaf first, by the name that each is for, in lower
   *     case; {@code *.} may stand in front
   * @throws IllegalArgumentException if there is no certificate, or more than {@link
   *     #MAX_CERTIFICATES}; or if a name is not a host name in lower case
   */
  public static EvidenceFiles of(String accountUri, Map<String, String> chains) {
    if (chains.isEmpty() || chains.size() > MAX_CERTIFICATES) {
      throw new IllegalArgumentException(
          chains.size() + " certificates; evidence has 1 to " + MAX_CERTIFICATES);
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(ACCOUNT, account(accountUri));
    chains.forEach(
        (name, chain) -> {
          // A name in another form, in capitals for example, would not be the one it is parsed to.
          if (DomainName.parse(name).filter(parsed -> parsed.toString().equals(name)).isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is not a host name in lower case");
          }
          files.put("cert-" + name + ".pem", chain.getBytes(StandardCharsets.US_ASCII));
        });
    return new EvidenceFiles(Collections.unmodifiableSortedMap(files));
  }

  /** Certbot's form, whose body would have the address of a person; it is empty. */
  private static byte[] account(String uri) {
    if (!uri.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\')) {
      throw new IllegalArgumentException("The account's URI has characters that a URI has not");
    }
    return ("{\"body\": {}, \"uri\": \"" + uri + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  /** The files by name, in the manifest's order; without the manifest. Copies. */
  public SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> copies = new TreeMap<>();
    files.forEach((name, bytes) -> copies.put(name, bytes.clone()));
    return copies;
  }

  /** The manifest's bytes. */
  public byte[] manifest() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    files.forEach(
        (name, bytes) ->
            lines.writeBytes(
                (HexFormat.of().formatHex(Sha2.sha256(bytes)) + "  " + name + "\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    return lines.toByteArray();
  }

  /** The report data of the quote over the manifest, 64 bytes. */
  public byte[] reportData() {
    byte[] data = new byte[REPORT_DATA_SIZE];
    byte[] digest = Sha2.sha256(manifest());
    System.arraycopy(digest, 0, data, 0, digest.length);
    return data;
  }
}
